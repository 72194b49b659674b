import { createHash, createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { type Limiter, type Limits, limits } from '../database'

/** Keys that open nothing, of one address in a minute, before each further one waits. */
const GUESSES_PER_MINUTE = 30
const WAIT_MS = 1_000
const MOST_WAITING = 20
const MOST_REMEMBERED = 10_000
/** How long a key found good is believed, as a sign-in is; a changed account is forgotten at once. */
const KNOWN_FOR_MS = 5_000

const HEADER = /^(users|stations) API-Key (.+)$/s

/** What becomes of a request with a key. */
export type KeyAnswer = 'known' | 'unknown' | 'too_many'

/**
 * Checks keys before anything else does, whichever address they are sent to. One that opens nothing is refused, and an
 * address that goes on guessing is answered one guess a second; a key that was good before is never made to wait.
 */
export class KeyGuesses {
  private readonly guesses: Limiter
  /** Hashes of keys found good: they are looked up again, and never wait for it. */
  private readonly wereGood = new Set<string>()
  /** And until when they are not: milliseconds of `performance.now`. */
  private readonly knownUntil = new Map<string, number>()
  /** Counts the changes of accounts. */
  private changes = 0
  /** Of each address that guesses: the end of its queue, and how many stand in it. */
  private readonly queues = new Map<string, { last: Promise<void>; length: number }>()

  constructor(
    private readonly payload: Payload,
    limiter: Limits['limiter'] = limits(payload).limiter,
  ) {
    this.guesses = limiter({ name: 'keys', points: GUESSES_PER_MINUTE, seconds: 60 })
  }

  /** `null`: no key was sent. */
  async judge(authorization: string | undefined, address: string): Promise<KeyAnswer | null> {
    const [, collection, key] = HEADER.exec(authorization ?? '') ?? []
    if (!collection || !key) return authorization?.includes(' API-Key ') ? 'unknown' : null
    const name = createHash('sha256').update(`${collection} ${key}`).digest('base64')
    if ((this.knownUntil.get(name) ?? 0) > performance.now()) return 'known'
    if (!this.wereGood.has(name)) {
      const counted = await this.guesses.get(address)
      if ((counted?.consumedPoints ?? 0) >= GUESSES_PER_MINUTE && !(await this.wait(address))) return 'too_many'
    }
    const asOf = this.changes
    const opens = await this.opens(collection as 'users' | 'stations', key)
    if (opens === 'unsure') return 'known'
    if (opens) {
      this.remember(name, asOf)
      return 'known'
    }
    this.wereGood.delete(name)
    await this.guesses.consume(address).catch(() => undefined)
    return 'unknown'
  }

  /** Somebody's account was changed: every key is looked up anew. */
  forget(): void {
    this.changes += 1
    this.knownUntil.clear()
  }

  private remember(name: string, asOf: number): void {
    if (this.wereGood.size >= MOST_REMEMBERED) {
      this.wereGood.clear()
      this.knownUntil.clear()
    }
    this.wereGood.add(name)
    // What was read before an account was changed may have been read of the account as it was.
    if (asOf === this.changes) this.knownUntil.set(name, performance.now() + KNOWN_FOR_MS)
  }

  /** True when it is this one's turn; false where too many wait already. */
  private async wait(address: string): Promise<boolean> {
    const queue = this.queues.get(address) ?? { last: Promise.resolve(), length: 0 }
    if (queue.length >= MOST_WAITING) return false
    queue.length += 1
    this.queues.set(address, queue)
    const turn = queue.last.then(() => sleep(WAIT_MS, undefined, { ref: false }))
    queue.last = turn
    await turn
    queue.length -= 1
    if (queue.length === 0) this.queues.delete(address)
    return true
  }

  /** As Payload looks keys up. While the database does not answer nobody is refused: the request itself will fail. */
  private async opens(collection: 'users' | 'stations', key: string): Promise<boolean | 'unsure'> {
    const index = createHmac('sha256', this.payload.secret).update(key).digest('hex')
    try {
      const where = { apiKeyIndex: { equals: index } }
      return Boolean(await this.payload.db.findOne({ collection, where, select: { apiKeyIndex: true } }))
    } catch {
      return 'unsure'
    }
  }
}
