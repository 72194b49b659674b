import type { ServerResponse } from 'node:http'
import { formatEventId } from '@/lib/sync/protocol/cursor'
import type { Session } from '../../access/session'
import type { Channel } from './channel'
import { isUnfiltered, shows, type View } from './filter'
import { cursorFrame, type Frame } from './frame'
import { crc32, GZIP_HEADER, gzipTrailer } from './gzip'
import type { LoggedEvent } from './logged-event'
import { shownEpoch } from './shown-epoch'

/** Most bytes kept for a reader that does not read; beyond it the reader is cut off and resumes by its cursor. */
const MAX_BUFFERED_BYTES = 1024 * 1024

/** How long a reader that catches up may leave what it was given unread. */
const MOST_DRAIN_MS = 60_000

/** How long a stream that ended in good order may take to be read to its end. */
const LAST_READ_MS = 2_000

/** All read tokens of an account have one share of reading between them, beside the account's own: they are many. */
export const readingsOf = (actor: string, account: string): string => (account === actor ? actor : `tokens of ${actor}`)

/** One client of the stream. There may be thousands, so it holds little: no timers, no closures, no buffers. */
export class Reader {
  /** seq up to which everything was written or left out by the view. */
  cursor = 0
  /** seq the client itself knows of: behind `cursor` where the view left events out. */
  told = 0
  live = false
  closed = false
  readonly unfiltered: boolean
  private crc = 0
  private length = 0

  constructor(
    readonly channel: Channel,
    readonly view: View,
    private readonly res: ServerResponse,
    readonly gzip: boolean,
    /** Whose it is, as the log names people and stations. */
    readonly actor: string,
    /** The log-in it was opened with; `null` for an API key. */
    readonly session: Session | null,
    /** Whose streams it is counted among: the account's, or those of one read token. */
    readonly account: string,
  ) {
    this.unfiltered = isUnfiltered(view)
    if (gzip) res.write(GZIP_HEADER)
  }

  write(frame: Frame): void {
    if (this.closed) return
    if (this.gzip) {
      this.crc = crc32(frame.plain, this.crc)
      this.length += frame.plain.length
      this.res.write(frame.gzipped)
    } else {
      this.res.write(frame.plain)
    }
    if (this.buffered > MAX_BUFFERED_BYTES) {
      this.channel.metrics.slowReaders.inc()
      this.close()
    }
  }

  /** Writes one event if the view shows it, and moves the cursor either way. */
  offer(event: LoggedEvent): void {
    this.cursor = event.seq
    if (!shows(this.view, event.row)) return
    const frame = event.frame(this.view.audience, this.view.stageName)
    if (!frame) return
    this.told = event.seq
    this.write(frame)
  }

  /** Tells the client of events its view left out, so that it need not ask for them again. */
  tellCursor(): void {
    if (this.told === this.cursor) return
    this.told = this.cursor
    this.write(cursorFrame(formatEventId({ epoch: this.epoch, seq: this.cursor })))
  }

  /** The log's epoch, as this reader is told it. */
  get epoch(): string {
    return shownEpoch(this.view.audience, this.channel.epoch)
  }

  /** Whose readings of the log it is counted among, and in whose turn they are done. */
  get readings(): string {
    return readingsOf(this.actor, this.account)
  }

  get buffered(): number {
    return this.res.socket?.writableLength ?? 0
  }

  /** Resolves when the client has read what was written, or is gone; one that reads nothing for long is cut off. */
  drained(): Promise<void> {
    const { socket } = this.res
    if (this.closed || !socket || socket.writableLength === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.channel.metrics.slowReaders.inc()
        this.close()
      }, MOST_DRAIN_MS)
      const done = () => {
        clearTimeout(late)
        socket.off('drain', done)
        socket.off('close', done)
        resolve()
      }
      socket.on('drain', done)
      socket.on('close', done)
    })
  }

  /** Ends the stream in good order. */
  end(): void {
    if (this.closed) return
    this.closed = true
    this.channel.forget(this)
    if (this.gzip) this.res.write(gzipTrailer(this.crc, this.length))
    this.res.end()
    setTimeout(() => this.res.destroy(), LAST_READ_MS).unref()
  }

  /** Cuts the connection. */
  close(): void {
    if (this.closed) return
    this.closed = true
    this.channel.forget(this)
    this.res.destroy()
  }
}
