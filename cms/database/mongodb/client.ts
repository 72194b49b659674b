import { setTimeout as sleep } from 'node:timers/promises'
import type { Binary, ClientSession, Db, MongoClient, MongoClientOptions, TransactionOptions } from 'mongodb'
import { OutcomeUnknownError, StorageFailedError } from '../errors'
import { hasLabel, isRefusedByServer, isTaken, WriteConflict } from './failures'
import { Lines } from './lines'
import type { Part } from './part'

/** How the driver is told to connect. What is acknowledged has been written by a majority, and nothing else is read. */
export const CONNECTION = {
  appName: 'ax-station',
  readPreference: 'primary',
  readConcernLevel: 'majority',
  w: 'majority',
  journal: true,
  retryReads: true,
  retryWrites: true,
  maxPoolSize: 20,
  connectTimeoutMS: 5_000,
  serverSelectionTimeoutMS: 5_000,
  // A connection that somebody between has forgotten gives no answer for long.
  socketTimeoutMS: 20_000,
  heartbeatFrequencyMS: 2_000,
  monitorCommands: true,
} satisfies MongoClientOptions

const TRANSACTION = {
  readConcern: { level: 'snapshot' },
  readPreference: 'primary',
  writeConcern: { w: 'majority', journal: true },
  maxCommitTimeMS: 5_000,
} satisfies TransactionOptions

/** The collection of the server's own that says whose turn it is. */
export const TURNS = 'ax_turns'
export interface TurnRow {
  readonly _id: string
  readonly turn?: number
  readonly owner?: string
  readonly until?: Date
}

/** How long it is asked what became of a commit whose answer was lost, and how long a turn is waited for. */
export interface Patience {
  readonly askForMs: number
  readonly waitForMs: number
}
const PATIENCE: Patience = { askForMs: 10_000, waitForMs: 15_000 }
const ASK_EVERY_MS = 200
const FIRST_PAUSE_MS = 4
const LONGEST_PAUSE_MS = 100

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite'])

/** A transaction under way; one of `commit` and `rollback` ends it. */
export class OpenTransaction {
  /** Whether the database has been asked to write anything for it. */
  hasWritten = false
  /** What a part of it has written, while there is one that may be undone. */
  part: Part | null = null
  private readonly turns = new Map<string, () => void>()

  constructor(
    readonly session: ClientSession,
    private readonly client: Transactions,
  ) {}

  /**
   * Writes what others may be writing too. MongoDB lets nobody wait: it undoes the transaction of whoever comes second. So
   * this server's own stand in line; and where another server was first, the transaction begins anew, as long as nothing else
   * of it would be lost with that.
   *
   * @returns whether it began anew: then what it had read before is out of date
   * @throws WriteConflict where it had written before, or nobody ended within the time to wait
   */
  async inTurn<T>(name: string, write: (session: ClientSession) => Promise<T>): Promise<{ answer: T; anew: boolean }> {
    const { lines, patience } = this.client
    if (!this.turns.has(name)) this.turns.set(name, await lines.wait(name, patience.waitForMs))
    const until = performance.now() + patience.waitForMs
    for (let pause = FIRST_PAUSE_MS, anew = false; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS), anew = true) {
      const losesNothing = !this.hasWritten
      try {
        return { answer: await write(this.session), anew }
      } catch (error) {
        if (!isTaken(error)) throw error
        if (!losesNothing || performance.now() > until) throw new WriteConflict(error)
      }
      await sleep(pause * (0.5 + Math.random()))
      await this.session.abortTransaction()
      await this.begin()
    }
  }

  /** Whether it has had this turn already. */
  holds(name: string): boolean {
    return this.turns.has(name)
  }

  async begin(): Promise<void> {
    this.hasWritten = false
    this.part?.forget()
    this.session.startTransaction(TRANSACTION)
    // The first statement begins it at the server, and two at once would both be the first.
    await this.client.db().collection<TurnRow>(TURNS).findOne({ _id: 'begun' }, { session: this.session })
  }

  /** @throws where it was not committed, or where nobody can say */
  async commit(): Promise<void> {
    // What has only read has nothing to keep.
    if (!this.hasWritten) return this.rollback()
    const began = performance.now()
    try {
      for (let asked = false; ; asked = true) {
        try {
          await this.session.commitTransaction()
          return
        } catch (error) {
          if (isRefused(error, asked)) throw new StorageFailedError(error)
          if (performance.now() - began >= this.client.patience.askForMs) throw new OutcomeUnknownError(error)
        }
        // To commit again is to ask: what was committed is answered so, and what was not is committed now or has been undone.
        await sleep(ASK_EVERY_MS)
      }
    } finally {
      await this.end()
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.session.abortTransaction()
    } catch {
      // The server undoes by itself what nobody commits.
    } finally {
      await this.end()
    }
  }

  private async end(): Promise<void> {
    for (const release of this.turns.values()) release()
    this.turns.clear()
    this.client.forget(this)
    await this.session.endSession().catch(() => undefined)
  }
}

/** Whether nothing was committed, for certain. Once an answer was lost, only that the transaction is undone says so. */
function isRefused(error: unknown, wasLost: boolean): boolean {
  if (hasLabel(error, 'UnknownTransactionCommitResult')) return false
  if (hasLabel(error, 'TransientTransactionError')) return true
  return !wasLost && isRefusedByServer(error)
}

/** The transactions of one server, and its other ways to the database. */
export class Transactions {
  readonly lines = new Lines()
  private readonly open = new Map<string, OpenTransaction>()

  /** @param connected the driver, once it is connected */
  constructor(
    private readonly connected: () => MongoClient,
    readonly patience: Patience = PATIENCE,
  ) {}

  db(): Db {
    return this.connected().db()
  }

  /** Hears which transactions write; called once, when the driver is there. */
  watchWrites(): void {
    this.connected().on('commandStarted', ({ commandName, command }) => {
      if (command.autocommit !== false || !WRITES.has(commandName)) return
      const transaction = this.open.get(keyOf(command.lsid))
      if (transaction) transaction.hasWritten = true
    })
  }

  /** @throws StorageFailedError where the database does not answer */
  async begin(): Promise<OpenTransaction> {
    const transaction = new OpenTransaction(this.connected().startSession(), this)
    this.open.set(keyOf(transaction.session.id), transaction)
    try {
      await transaction.begin()
    } catch (error) {
      await transaction.rollback()
      throw new StorageFailedError(error)
    }
    return transaction
  }

  /** The transaction a session is that of, if it is one that may write. */
  of(session: ClientSession | undefined): OpenTransaction | undefined {
    return session && this.open.get(keyOf(session.id))
  }

  forget({ session }: OpenTransaction): void {
    this.open.delete(keyOf(session.id))
  }

  /** Reads that all see one moment; one after the other. */
  async oneMoment<T>(read: (session: ClientSession) => Promise<T>): Promise<T> {
    const session = this.connected().startSession({ snapshot: true })
    try {
      return await read(session)
    } finally {
      await session.endSession()
    }
  }
}

const keyOf = (id: { id?: Binary } | undefined): string => id?.id?.toString('hex') ?? ''
