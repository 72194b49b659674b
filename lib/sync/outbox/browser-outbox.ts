import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { AnyCommand, CommandDomain } from '../ports/domain'
import type { LogEntry, Outbox, WaitingCommand } from '../ports/ports'
import type { CommandsKept } from '../status/status'
import { MemoryOutbox } from './memory-outbox'
import type { RefusedCommand } from './refused-command'

const DATABASE = 'ax-sync-outbox'
/** 2: commands are marked as unsent. A page that does not know the mark would send them and leave it: it must not open this. */
const VERSION = 2
/** A database that has not opened by then is done without, milliseconds: the page must start. */
const OPEN_WITHIN = 3_000
/** After that it is tried again at the next use, milliseconds later at the earliest: a cold disk warms up. */
const TRY_AGAIN_AFTER = 30_000
/** Ends the owner of what was refused and waits for that owner's decision; no account, site or server is called so. */
const REFUSED = ' (refused)'

interface KeptCommand {
  readonly owner: string
  readonly id: string
  /** Read with the schema again: another release may have written it. */
  readonly command: unknown
  /** It has certainly not left this machine; without it, it may have. */
  readonly unsent?: true
  /** What was told of a refused command. */
  readonly answer?: unknown
}

/** Keyed by a counter: the order in which things were done, whichever tab they were done in. */
interface OutboxDatabase extends DBSchema {
  commands: { key: number; value: KeptCommand; indexes: { owner: string; 'owner-id': [string, string] } }
}

export interface BrowserOutboxOptions {
  readonly domain: Pick<CommandDomain, 'command' | 'refused'>
  /** Account and tenant whose commands these are; those of others are kept and never read. */
  readonly owner: string
  readonly log?:
    | ((level: LogEntry['level'], message: string, detail?: Readonly<Record<string, unknown>>) => void)
    | undefined
}

/**
 * The outbox of a browser, shared by all its tabs: in IndexedDB, on the disk when `add` resolves, so that neither a
 * reload nor a killed browser loses a command. Where the browser stores nothing it keeps them for as long as the page
 * lives, and `kept` says so.
 */
export class BrowserOutbox implements Outbox {
  readonly #options: BrowserOutboxOptions
  readonly #memory = new MemoryOutbox()
  #opening: Promise<IDBPDatabase<OutboxDatabase> | null> | null = null
  #unusable = false
  /** `performance.now()` before which a database that did not open is not tried again. */
  #tryAgainAt = 0
  /** Ids of commands that could not be written. */
  readonly #volatile = new Set<string>()
  /** What moves commands or their marks between memory and disk goes one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: BrowserOutboxOptions) {
    this.#options = options
  }

  get kept(): CommandsKept {
    return this.#unusable || this.#volatile.size > 0 ? 'memory' : 'durable'
  }

  async pending(): Promise<readonly AnyCommand[]> {
    const stored = await this.#attempt(async (db) => db.getAllFromIndex('commands', 'owner', this.#options.owner))
    return [...this.#readable(stored ?? []), ...(await this.#memory.pending())]
  }

  /** Adding a command twice keeps the first. What only memory held goes to the disk before it, in its order. */
  add(command: AnyCommand, mayHaveLeft = false): Promise<void> {
    return this.#inTurn(() => this.#add(command, mayHaveLeft))
  }

  async #add(command: AnyCommand, mayHaveLeft: boolean): Promise<void> {
    const { owner } = this.#options
    const commands = [...(await this.#memory.pending()), command]
    const unsent = new Set(await this.#memory.unsent())
    if (!mayHaveLeft) unsent.add(command.id)
    const written = await this.#attempt(async (db) => {
      const transaction = db.transaction('commands', 'readwrite', { durability: 'strict' })
      for (const each of commands) {
        const known = await transaction.store.index('owner-id').getKey([owner, each.id])
        if (known !== undefined) continue
        const mark = unsent.has(each.id) ? { unsent: true as const } : {}
        await transaction.store.add({ owner, id: each.id, command: each, ...mark })
      }
      await transaction.done
      return true
    })
    if (written) {
      const ids = commands.map(({ id }) => id)
      await this.#memory.settle(ids)
      for (const id of ids) this.#volatile.delete(id)
      this.#unusable = false
    } else {
      this.#volatile.add(command.id)
      await this.#memory.add(command, mayHaveLeft)
    }
  }

  async unsent(): Promise<readonly string[]> {
    const stored = await this.#attempt(async (db) => db.getAllFromIndex('commands', 'owner', this.#options.owner))
    return [...(stored ?? []).flatMap(({ id, unsent }) => (unsent ? [id] : [])), ...(await this.#memory.unsent())]
  }

  letGo(ids: readonly string[]): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      const inMemory = new Set(await this.#memory.letGo(ids))
      const rest = ids.filter((id) => !inMemory.has(id))
      if (rest.length === 0) return ids
      const onDisk = await this.#attempt(async (db) => {
        const transaction = db.transaction('commands', 'readwrite', { durability: 'strict' })
        const there: string[] = []
        for (const id of rest) {
          const key = await transaction.store.index('owner-id').getKey([this.#options.owner, id])
          const kept = key === undefined ? undefined : await transaction.store.get(key)
          if (!kept) continue
          there.push(id)
          const { unsent, ...sent } = kept
          if (unsent) await transaction.store.put(sent, key)
        }
        await transaction.done
        return new Set(there)
      })
      if (!onDisk) throw new Error('This browser cannot store that actions are being sent.')
      return ids.filter((id) => inMemory.has(id) || onDisk.has(id))
    })
  }

  withdraw(choose: (waiting: readonly WaitingCommand[]) => readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const unsent = new Set(await this.#memory.unsent())
      const inMemory = (await this.#memory.pending()).map((command) => ({ command, unsent: unsent.has(command.id) }))
      const chosen = await this.#attempt(async (db) => {
        const transaction = db.transaction('commands', 'readwrite', { durability: 'strict' })
        const stored = await transaction.store.index('owner').getAll(this.#options.owner)
        const waiting = stored.flatMap((kept) => {
          const [command] = this.#readable([kept])
          return command ? [{ command, unsent: kept.unsent === true }] : []
        })
        const ids = choose([...waiting, ...inMemory])
        for (const id of ids) {
          const key = await transaction.store.index('owner-id').getKey([this.#options.owner, id])
          if (key !== undefined) await transaction.store.delete(key)
        }
        await transaction.done
        return ids
      })
      // Where nothing can be stored, nothing else is known either.
      const ids = chosen ?? choose(inMemory)
      await this.#memory.settle(ids)
      for (const id of ids) this.#volatile.delete(id)
    })
  }

  async settle(ids: readonly string[]): Promise<void> {
    await this.#memory.settle(ids)
    for (const id of ids) this.#volatile.delete(id)
    await this.#attempt(async (db) => {
      const transaction = db.transaction('commands', 'readwrite')
      for (const id of ids) {
        const key = await transaction.store.index('owner-id').getKey([this.#options.owner, id])
        if (key !== undefined) await transaction.store.delete(key)
      }
      await transaction.done
      return true
    })
  }

  async setAside(refused: readonly RefusedCommand[]): Promise<void> {
    const { owner } = this.#options
    const ids = refused.map(({ command }) => command.id)
    const moved = await this.#attempt(async (db) => {
      const transaction = db.transaction('commands', 'readwrite', { durability: 'strict' })
      for (const { command, answer } of refused) {
        const waiting = await transaction.store.index('owner-id').getKey([owner, command.id])
        if (waiting === undefined) continue
        await transaction.store.delete(waiting)
        // Done again under its own id, it may have been refused before.
        const known = await transaction.store.index('owner-id').getKey([this.#ownerOfRefused, command.id])
        if (known === undefined)
          await transaction.store.add({ owner: this.#ownerOfRefused, id: command.id, command, answer })
      }
      await transaction.done
      return true
    })
    // What is on the disk stays there as it is, and is asked again: its answer will be the same.
    if (!moved && ids.some((id) => !this.#volatile.has(id)))
      throw new Error('This browser cannot store what was refused.')
    await this.#memory.setAside(refused)
    for (const id of ids) this.#volatile.delete(id)
  }

  async refused(): Promise<readonly RefusedCommand[]> {
    const stored = await this.#attempt((db) => db.getAllFromIndex('commands', 'owner', this.#ownerOfRefused))
    const readable = (stored ?? []).flatMap(({ command, answer }) => {
      // What another release wrote stays for that release.
      const parsed = this.#options.domain.refused.safeParse({ command, answer })
      return parsed.success ? [parsed.data] : []
    })
    return [...readable, ...(await this.#memory.refused())]
  }

  async release(id: string): Promise<void> {
    const inMemory = (await this.#memory.refused()).some(({ command }) => command.id === id)
    await this.#memory.release(id)
    const released = await this.#attempt(async (db) => {
      const transaction = db.transaction('commands', 'readwrite', { durability: 'strict' })
      const key = await transaction.store.index('owner-id').getKey([this.#ownerOfRefused, id])
      if (key !== undefined) await transaction.store.delete(key)
      await transaction.done
      return true
    })
    if (!released && !inMemory) throw new Error('This browser cannot store the decision.')
  }

  get #ownerOfRefused(): string {
    return `${this.#options.owner}${REFUSED}`
  }

  /** How many commands of other accounts this browser keeps. An owner begins with its account. */
  async waitingForOthers(): Promise<number> {
    const [account] = this.#options.owner.split(' ')
    const all = await this.#attempt((db) => db.getAll('commands'))
    const waiting = (all ?? []).filter(({ owner }) => !owner.endsWith(REFUSED))
    return waiting.filter(({ owner }) => owner.split(' ')[0] !== account).length
  }

  /** Runs `work` on the database; once more on a new connection, for the browser may have ended the old one. */
  async #attempt<T>(work: (db: IDBPDatabase<OutboxDatabase>) => Promise<T>): Promise<T | null> {
    for (let attempt = 1; attempt <= 2; attempt++) {
      this.#opening ??= this.#open()
      const db = await this.#opening
      if (!db) {
        if (performance.now() >= this.#tryAgainAt) this.#opening = null
        return null
      }
      try {
        return await work(db)
      } catch (error) {
        this.#opening = null
        db.close()
        if (attempt === 2) this.#failed(error)
      }
    }
    return null
  }

  async #open(): Promise<IDBPDatabase<OutboxDatabase> | null> {
    const lost = () => {
      this.#opening = null
    }
    try {
      const opening = openDB<OutboxDatabase>(DATABASE, VERSION, {
        upgrade(db, before) {
          // What an older release has left may have been sent: it has no mark.
          if (before >= 1) return
          const commands = db.createObjectStore('commands', { autoIncrement: true })
          commands.createIndex('owner', 'owner')
          commands.createIndex('owner-id', ['owner', 'id'], { unique: true })
        },
        // A later release wants to change the database: it must not wait for this page.
        blocking: (_current, _blocked, event) => {
          lost()
          ;(event.target as IDBDatabase).close()
        },
        terminated: lost,
      })
      return await within(OPEN_WITHIN, opening)
    } catch (error) {
      this.#tryAgainAt = performance.now() + TRY_AGAIN_AFTER
      this.#failed(error)
      return null
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  #failed(error: unknown): void {
    if (!this.#unusable) {
      this.#options.log?.('warn', 'This browser cannot store actions now: they are kept until the page is left', {
        error: String(error),
      })
    }
    this.#unusable = true
  }

  #readable(stored: readonly KeptCommand[]): readonly AnyCommand[] {
    return stored.flatMap(({ id, command }) => {
      const parsed = this.#options.domain.command.safeParse(command)
      if (parsed.success) return [parsed.data]
      // A later release wrote it: it stays for that release to send.
      this.#options.log?.('warn', 'A kept action cannot be read by this version and waits for a newer one', { id })
      return []
    })
  }
}

/** @throws Error when `opening` takes longer; what opens after that is closed again */
function within(
  milliseconds: number,
  opening: Promise<IDBPDatabase<OutboxDatabase>>,
): Promise<IDBPDatabase<OutboxDatabase>> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new Error(`not open within ${milliseconds} ms`))
    }, milliseconds)
    opening.then((db) => (late ? db.close() : resolve(db)), reject).finally(() => clearTimeout(timer))
  })
}
