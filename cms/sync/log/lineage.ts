import fs from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import type { Logger } from 'pino'
import { type LogHead, newEpoch } from './heads'
import { readAfter } from './read'

const FILE = 'log-heads.json'

type Heads = Record<string, { epoch: string; head: number }>

/**
 * Whether a log is still the one its readers know. A database restored from a copy is behind what was already handed
 * out, and a log whose newest event is gone has been lost: either way old sequence numbers would come to mean new events,
 * so the log begins a new epoch and every reader is told to begin anew. The heads last handed out are kept beside the
 * database, not in it.
 */
export class Lineage {
  private readonly file: string

  constructor(
    private readonly payload: Payload,
    dataDir: string,
    private readonly log: Logger,
  ) {
    this.file = path.join(dataDir, FILE)
  }

  /** Before anyone reads: gives a new epoch to each log that is not what it was. */
  async check(): Promise<void> {
    const known = await this.known()
    for (const row of await this.heads()) {
      const before = known[row.tenant]
      const restored = before !== undefined && before.epoch === row.epoch && row.head < before.head
      const lost = row.head > 0 && (await readAfter(this.payload, row.tenant, row.head - 1, 1)).length === 0
      if (!restored && !lost) continue
      const epoch = newEpoch()
      this.log.warn({ tenant: row.tenant, restored, lost, epoch }, 'This log is not what it was; it begins a new epoch')
      await this.payload.db.updateOne({
        collection: 'sync-heads',
        where: { tenant: { equals: row.tenant } },
        data: { epoch },
        returning: false,
      })
    }
    await this.note()
  }

  /** Keeps how far each log is. Called now and then, and at the end. */
  async note(): Promise<void> {
    const heads: Heads = {}
    for (const { tenant, epoch, head } of await this.heads()) heads[tenant] = { epoch, head }
    const fresh = `${this.file}.new`
    await fs.writeFile(fresh, JSON.stringify(heads))
    await fs.rename(fresh, this.file)
  }

  private async heads(): Promise<LogHead[]> {
    const { docs } = await this.payload.db.find({ collection: 'sync-heads', pagination: false })
    return docs as unknown as LogHead[]
  }

  private async known(): Promise<Heads> {
    try {
      return JSON.parse(await fs.readFile(this.file, 'utf8')) as Heads
    } catch (error) {
      // Missing on a first start; a broken one is as good as none.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.log.warn({ err: error }, `${FILE} could not be read`)
      return {}
    }
  }
}
