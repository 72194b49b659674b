import type { Payload } from 'payload'
import type { Logger } from 'pino'
import { logReading, logWriting } from '../../database'
import { type HeadRow, type LogHead, newEpoch, readHead } from './heads'
import { type LogNotebook, type LogNotes, UNREADABLE } from './log-notes'
import { Witnesses } from './witnesses'

const differ = (before: string, now: string) => before !== now && before !== UNREADABLE && now !== UNREADABLE

/**
 * Whether a log is still the one its readers know. In a database put back from a copy, sequence numbers that were
 * handed out before will mean other events, and a reader could not tell; so such a log begins a new epoch and every
 * reader is told to begin anew. docs/decisions/0005-a-restored-log-begins-a-new-epoch.md
 */
export class Lineage {
  private readonly witnesses = new Witnesses()
  private identities: Pick<LogNotes, 'database' | 'mark'> | undefined

  constructor(
    private readonly payload: Payload,
    private readonly notebook: LogNotebook,
    private readonly log: Logger,
  ) {}

  /**
   * Before anyone reads or writes: gives a new epoch to each log that is not what it was.
   *
   * @param told whoever put the data back says so
   */
  async check(told: boolean): Promise<void> {
    const notes = await this.notebook.read()
    const now = await this.notebook.identities()
    // Notes of a file say nothing of a database elsewhere, into which its site was moved: that one knows its own past.
    const isAboutFiles = notes !== null && this.notebook.isAlone
    const moved = isAboutFiles && (differ(notes.database, now.database) || differ(notes.mark, now.mark))
    for (const row of await this.heads()) {
      if (row.head === 0) continue
      const before = notes?.heads[row.tenant]
      const reasons = {
        told,
        unknown: notes === null && this.notebook.isAlone,
        moved,
        behind: before?.epoch === row.epoch && row.head < before.head,
        lost: await this.isWithoutItsHead(row),
      }
      if (Object.values(reasons).includes(true)) await this.begin(row, reasons)
    }
    // A failure here must not keep a site from starting: the old mark and the old notes still match each other.
    await this.notebook.renewMark().catch((err) => this.log.warn({ err }, 'The mark of the logs could not be renewed'))
    this.identities = await this.notebook.identities()
    await this.tryToNote()
  }

  /**
   * A reader knows events that this log does not have: it went back and nobody saw it. Gives it a new epoch before its
   * numbers reach what other readers know.
   *
   * @param epoch the log's, as the reader named it
   * @param account the reader, as the log names it
   * @returns false when the reader is not believed, or another log is meant
   */
  async renew(tenant: string, epoch: string, account: string): Promise<boolean> {
    if ((await readHead(this.payload.db, tenant))?.epoch !== epoch) return false
    if (!this.witnesses.believes(tenant, account, performance.now())) return false
    await this.begin({ tenant, epoch }, { ahead: true, account })
    // The epoch is changed: whoever follows must hear of it, whether or not it could be noted.
    await this.tryToNote()
    return true
  }

  /** Keeps how far each log is, now and then and at the end. A failure is logged: the next one may succeed. */
  async tryToNote(): Promise<void> {
    await this.note().catch((err) => this.log.error({ err }, 'The heads of the logs could not be noted'))
  }

  private async note(): Promise<void> {
    if (!this.identities) return
    const heads: LogNotes['heads'] = {}
    for (const { tenant, epoch, head } of await this.heads()) heads[tenant] = { epoch, head }
    await this.notebook.write({ heads, ...this.identities })
  }

  private async isWithoutItsHead({ tenant, head }: LogHead): Promise<boolean> {
    const tail = await logReading(this.payload).tailLog({ tenant, after: head - 1, limit: 1 })
    return tail?.rows.length === 0
  }

  /** Whoever else has seen the same may have given it a new epoch already: one is enough. */
  private async begin({ tenant, epoch }: Pick<LogHead, 'tenant' | 'epoch'>, reasons: object): Promise<void> {
    const renewed = newEpoch()
    this.log.warn({ tenant, ...reasons, epoch: renewed }, 'This log is not what it was; it begins a new epoch')
    await logWriting(this.payload).renewEpoch({ tenant, from: epoch, to: renewed })
  }

  private async heads(): Promise<HeadRow[]> {
    const { docs } = await this.payload.db.find<HeadRow>({ collection: 'sync-heads', pagination: false })
    return docs
  }
}
