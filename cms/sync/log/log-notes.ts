import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { epochSchema, seqSchema } from '@/lib/sync/protocol/cursor'

const FILE = 'log-heads.json'
const MARK = 'log-mark'

/** Files of the data directory that are about the logs' past, and must not come back with an old database. */
export const NOTES = [FILE, MARK] as const

const notesSchema = z.object({
  heads: z.record(z.string(), z.object({ epoch: epochSchema, head: seqSchema })),
  database: z.string(),
  mark: z.string(),
})

/** In place of an identity: the system would not say (a scanner or a backup holds the file); that proves nothing. */
export const UNREADABLE = 'unreadable'
/** In place of an identity: no file of this server's. */
const SHARED = 'shared'
const HELD = new Set(['EACCES', 'EPERM', 'EBUSY'])

/** What the last run knew of its logs, and by what it would know its files again. */
export type LogNotes = z.infer<typeof notesSchema>

/**
 * The notes kept beside the database: how far each log was handed out, and the identity of two files, which no copy has.
 * A file put back from a backup is another file to the system (its number, its birth or the time of its last change
 * differ), whatever its content and its name.
 */
export class LogNotebook {
  /** One writer at a time: two would share one new file. */
  private written: Promise<void> = Promise.resolve()

  constructor(
    private readonly dataDir: string,
    /** `null`: several servers share a database, whose past its adapter looks at. */
    private readonly databaseFile: string | null,
  ) {}

  /** Whether a server that has no notes has a past that it does not know: else another server may have it. */
  get isAlone(): boolean {
    return this.databaseFile !== null
  }

  /** `null`: there are none, or none that can be read. */
  async read(): Promise<LogNotes | null> {
    try {
      return notesSchema.parse(JSON.parse(await fs.readFile(path.join(this.dataDir, FILE), 'utf8')))
    } catch {
      return null
    }
  }

  write(notes: LogNotes): Promise<void> {
    const done = this.written.then(() => this.replace(FILE, JSON.stringify(notes)))
    this.written = done.catch(() => undefined)
    return done
  }

  /**
   * Makes a new mark for this run; notes that name an older one are about files of another time from now on. Where that
   * fails the old mark stands, which the notes still name.
   */
  renewMark(): Promise<void> {
    return this.replace(
      MARK,
      'Whether these files were put back from a copy is seen by this one. Do not copy it back.\n',
    )
  }

  /** The file is the old one or the new one, whole, whatever happens meanwhile. */
  private async replace(name: string, text: string): Promise<void> {
    const file = path.join(this.dataDir, name)
    const handle = await fs.open(`${file}.new`, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await fs.rename(`${file}.new`, file)
  }

  /** What the system knows the two files by. */
  async identities(): Promise<Pick<LogNotes, 'database' | 'mark'>> {
    if (this.databaseFile === null) return { database: SHARED, mark: SHARED }
    return {
      database: await identity(this.databaseFile, false),
      // Written once and never again: even a copy over it, which keeps the file, moves the time of its last change.
      mark: await identity(path.join(this.dataDir, MARK), true),
    }
  }
}

async function identity(file: string, unchanging: boolean): Promise<string> {
  try {
    const { ino, birthtimeNs, ctimeNs } = await fs.stat(file, { bigint: true })
    // Where no birth is kept, the time of the last change stands in its place, which moves with every write.
    const birth = birthtimeNs === ctimeNs ? 0n : birthtimeNs
    return unchanging ? `${ino}-${ctimeNs}` : `${ino}-${birth}`
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOENT') return 'none'
    if (HELD.has(code)) return UNREADABLE
    throw error
  }
}
