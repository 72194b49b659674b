import type { ServerResponse } from 'node:http'
import type { Session } from '../../access/session'
import type { Frame } from './frame'
import { crc32, GZIP_HEADER, gzipTrailer } from './gzip'
import type { SyncMetrics } from './metrics'

/** Most bytes kept for a client that does not read; beyond it the client is cut off and begins again where it was. */
const MAX_BUFFERED_BYTES = 1024 * 1024

/** How long a stream that ended in good order may take to be read to its end. */
const LAST_READ_MS = 2_000

/** The way to one client of a stream. There may be thousands, so it holds little: no timers, no closures, no buffers. */
export abstract class Outlet {
  closed = false
  private crc = 0
  private length = 0

  constructor(
    protected readonly res: ServerResponse,
    readonly gzip: boolean,
    /** Whose it is, as the log names people and stations. */
    readonly actor: string,
    /** The log-in it was opened with; `null` for an API key. */
    readonly session: Session | null,
  ) {
    if (gzip) res.write(GZIP_HEADER)
  }

  protected abstract readonly metrics: SyncMetrics

  /** It has ended: whoever holds it lets it go. */
  protected abstract forget(): void

  write(frame: Frame): void {
    if (!this.closed) this.send(frame, this.gzip ? frame.gzipped : frame.plain)
  }

  /** @param bytes the frame as this stream carries it */
  protected send({ plain }: Frame, bytes: Buffer): void {
    if (this.gzip) {
      this.crc = crc32(plain, this.crc)
      this.length += plain.length
    }
    this.res.write(bytes)
    if (this.buffered > MAX_BUFFERED_BYTES) this.closeSlow()
  }

  get buffered(): number {
    return this.res.socket?.writableLength ?? 0
  }

  /** Whether it is one of these accounts' or was opened with one of these log-ins. */
  isOf(names: ReadonlySet<string>): boolean {
    return names.has(this.actor) || (this.session !== null && names.has(this.session.name))
  }

  /** Ends the stream in good order. */
  end(): void {
    if (this.closed) return
    this.closed = true
    this.forget()
    if (this.gzip) this.res.write(gzipTrailer(this.crc, this.length))
    this.res.end()
    setTimeout(() => this.res.destroy(), LAST_READ_MS).unref()
  }

  /** Cuts the connection. */
  close(): void {
    if (this.closed) return
    this.closed = true
    this.forget()
    this.res.destroy()
  }

  protected closeSlow(): void {
    this.metrics.slowReaders.inc()
    this.close()
  }
}
