import type { Access, Run } from '@/lib/domain/commands/access'
import type { SiteSettings } from './site'

/** The documents of one site inside one transaction: answers each access of a run. */
export type Records = (access: Access) => Promise<unknown>

/** What the records know of where and when they are asked. */
export interface RecordsOf {
  readonly tenantId: string
  /** By its day orders are numbered, by its tax they are priced. */
  readonly site: Pick<SiteSettings, 'timezone' | 'taxRate' | 'taxOnTop'>
  /** The server's time, milliseconds since 1970. */
  readonly now: number
  /** When the person acted, in the server's time; `now` without. */
  readonly actedAt?: number
  /** The customer who acts, if it is one. */
  readonly customerId?: string | null
}

/** Drives a run over the records to its end. What the run or the records throw is thrown on. */
export async function drive<Result>(run: Run<Result>, records: Records): Promise<Result> {
  let step = run.next()
  while (!step.done) step = run.next(await records(step.value))
  return step.value
}
