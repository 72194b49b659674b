import { ACTORS } from './actors'
import { type Address, nameOf } from './addresses'
import { ask, type Place, type Target, targetsOf } from './ask'

/** An outcome for each actor, in their order, by target; `-` where an actor has no such thing. */
export type Cells = Partial<Record<Target, string>>

const AT_ONCE = 8

/** Asks every address as everybody about everything. */
export async function observe(place: Place, addresses: readonly Address[]): Promise<Record<string, Cells>> {
  const observed: Record<string, Cells> = {}
  const waiting = [...addresses]
  const work = async () => {
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      const cells: Cells = {}
      for (const target of targetsOf(address)) {
        const row: string[] = []
        for (const actor of ACTORS) row.push((await ask(place, address, actor, target)) ?? '-')
        cells[target] = row.join(' ')
      }
      observed[nameOf(address)] = cells
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return observed
}
