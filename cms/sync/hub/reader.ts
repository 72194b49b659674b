import type { ServerResponse } from 'node:http'
import { formatEventId } from '@/lib/sync/protocol/cursor'
import type { Session } from '../../access/session'
import type { Channel } from './channel'
import { isUnfiltered, shows, type View } from './filter'
import { cursorFrame, type Frame } from './frame'
import type { Group } from './group'
import type { LoggedEvent } from './logged-event'
import { Outlet } from './outlet'
import { shownEpoch } from './shown-epoch'

/** How long a reader that catches up may leave what it was given unread. */
const MOST_DRAIN_MS = 60_000

/** All read tokens of an account have one share of reading between them, beside the account's own: they are many. */
export const readingsOf = (actor: string, account: string): string => (account === actor ? actor : `tokens of ${actor}`)

/** One client of a site's stream. */
export class Reader extends Outlet {
  /** seq up to which everything was written or left out by the view. */
  cursor = 0
  /** seq the client itself knows of: behind `cursor` where the view left events out. */
  told = 0
  live = false
  /** Those it is given frames with while it is live; `null`: it is alone with its view. */
  group: Group | null = null
  /** Up to where it has had what its group was given, and since where without a gap; `NaN` after a frame of its own. */
  private upTo = Number.NaN
  private since = Number.NaN
  readonly unfiltered: boolean

  constructor(
    readonly channel: Channel,
    readonly view: View,
    res: ServerResponse,
    gzip: boolean,
    actor: string,
    session: Session | null,
    /** Whose streams it is counted among: the account's, or those of one read token. */
    readonly account: string,
  ) {
    super(res, gzip, actor, session)
    this.unfiltered = isUnfiltered(view)
  }

  protected get metrics() {
    return this.channel.metrics
  }

  protected forget(): void {
    this.channel.forget(this)
  }

  override write(frame: Frame): void {
    this.upTo = Number.NaN
    super.write(frame)
  }

  /** Writes the present frame of its group. */
  share(group: Group, frame: Frame): void {
    if (this.closed) return
    if (this.upTo !== group.given) this.since = group.given
    this.upTo = group.given + frame.plain.length
    this.send(frame, this.gzip ? group.piece(group.given - this.since) : frame.plain)
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

  /** Resolves when the client has read what was written, or is gone; one that reads nothing for long is cut off. */
  drained(): Promise<void> {
    const { socket } = this.res
    if (this.closed || !socket || socket.writableLength === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const late = setTimeout(() => this.closeSlow(), MOST_DRAIN_MS)
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
}
