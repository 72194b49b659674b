import { createLocalReq, type Payload } from 'payload'
import { raiseCounter, readCounter } from '../commands/counters'
import { inTransaction } from '../database'

/** No site has this name: its counters are the server's own. */
export const SERVER = '*'
const COUNTER = 'uptime'

/**
 * How long the server has run in all, over all its starts. Ages are told by it: the machine's clock can be set forward and
 * back, this cannot. It is kept in the database, so that data put back from a copy bring their own.
 */
export class Uptime {
  private constructor(
    private readonly payload: Payload,
    private readonly before: number,
    /** Milliseconds of `performance.now`. */
    private readonly since: number,
  ) {}

  static async of(payload: Payload): Promise<Uptime> {
    const before = (await readCounter(payload, SERVER, COUNTER)) ?? 0
    return new Uptime(payload, before, performance.now())
  }

  /** Whole seconds. */
  get seconds(): number {
    return this.before + Math.floor((performance.now() - this.since) / 1000)
  }

  /** Stores the uptime; a crash loses what has run since the last store. */
  async keep(): Promise<void> {
    const req = await createLocalReq({}, this.payload)
    await inTransaction(req, () => raiseCounter(req, SERVER, COUNTER, this.seconds))
  }
}

const known = new WeakMap<Payload, Promise<Uptime>>()

/** The uptime of a server's database; begins to count at the first call. */
export function uptimeOf(payload: Payload): Promise<Uptime> {
  const found = known.get(payload)
  if (found) return found
  const reading = Uptime.of(payload)
  known.set(payload, reading)
  reading.catch(() => known.delete(payload))
  return reading
}
