import { z } from 'zod'

/** By what somebody is looked for. */
export interface Person {
  /** At which site. */
  readonly site: string
  readonly by: 'phone' | 'plate'
  readonly value: string
}

const count = z.number().int().nonnegative()
const texts = z.array(z.string())

const keptSchema = z.object({
  counts: z.object({
    orders: count,
    jobs: count,
    payments: count,
    events: count,
    concerns: count,
    customers: count,
    vehicles: count,
  }),
  underWay: texts,
  plates: texts,
  phones: texts,
  names: texts,
  accounts: texts,
  everything: z.record(z.string(), z.unknown()),
})

const erasureSchema = z.object({ orders: count, customers: count, vehicles: count, underWay: texts })

export type Kept = z.infer<typeof keptSchema>
export type Erasure = z.infer<typeof erasureSchema>

export const readKept = async (person: Person): Promise<Kept> => keptSchema.parse(await ask('POST', person))
export const erase = async (person: Person): Promise<Erasure> => erasureSchema.parse(await ask('DELETE', person))

async function ask(method: 'POST' | 'DELETE', { site, ...person }: Person): Promise<unknown> {
  const answer = await fetch(`/kept/person?site=${encodeURIComponent(site)}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(person),
  })
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`)
  return answer.json()
}
