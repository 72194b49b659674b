import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)

/** What is over leaves the snapshot with time, without an event: it is read again after this. */
const FRESH_MS = 30_000
const MOST_SNAPSHOTS = 100
const MOST_BYTES = 64 * 1024 * 1024

/** A place in a log; a snapshot says which is its own. */
interface Place {
  readonly epoch: string
  readonly head: number
}

/** One snapshot, serialised once and compressed once for all who see the same. */
export class ShelvedSnapshot {
  readonly plain: Buffer
  readonly etag: string
  readonly epoch: string
  readonly head: number
  /** Milliseconds of `performance.now`. */
  readonly read = performance.now()
  private compressed: Promise<Buffer> | undefined

  constructor(snapshot: Place) {
    this.epoch = snapshot.epoch
    this.head = snapshot.head
    this.plain = Buffer.from(JSON.stringify(snapshot))
    this.etag = `"${createHash('sha256').update(this.plain).digest('base64url').slice(0, 22)}"`
  }

  gzipped(): Promise<Buffer> {
    this.compressed ??= compress(this.plain)
    return this.compressed
  }
}

/** The newest snapshot of each kind of reader, as long as the log stands where it stood. Bounded in number and bytes. */
export class SnapshotShelf {
  /** The one asked for longest ago is first. */
  private readonly kept = new Map<string, ShelvedSnapshot>()
  private readonly reading = new Map<string, { readonly from: Place; readonly done: Promise<ShelvedSnapshot> }>()
  private bytes = 0

  /**
   * The snapshot for all who have the same `key`, not older than `from`: one that is there, one that is being read, or a new
   * one. Of each kind one is read at a time; those who ask meanwhile share the next.
   */
  async take(key: string, from: Place, read: () => Promise<Place>): Promise<ShelvedSnapshot> {
    for (;;) {
      const kept = this.kept.get(key)
      if (kept && reaches(kept, from) && performance.now() - kept.read < FRESH_MS) {
        this.kept.delete(key)
        this.kept.set(key, kept)
        return kept
      }
      const under = this.reading.get(key)
      if (!under) break
      if (reaches(under.from, from)) return under.done
      await under.done.catch(() => undefined)
    }
    const done = read()
      .then((snapshot) => this.keep(key, new ShelvedSnapshot(snapshot)))
      .finally(() => this.reading.delete(key))
    this.reading.set(key, { from, done })
    return done
  }

  private keep(key: string, snapshot: ShelvedSnapshot): ShelvedSnapshot {
    this.drop(key)
    this.kept.set(key, snapshot)
    this.bytes += snapshot.plain.length
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_SNAPSHOTS && this.bytes <= MOST_BYTES) break
      this.drop(oldest)
    }
    return snapshot
  }

  private drop(key: string): void {
    this.bytes -= this.kept.get(key)?.plain.length ?? 0
    this.kept.delete(key)
  }
}

const reaches = (place: Place, from: Place) => place.epoch === from.epoch && place.head >= from.head
