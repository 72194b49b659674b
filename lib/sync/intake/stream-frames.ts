import { type Cursor, heartbeatDataSchema, parseEventId, resetDataSchema } from '../protocol'
import type { Frame } from '../transport/sse-source'
import { readFrameData } from '../transport/stream-link'
import type { Intake } from './intake'
import type { JournalWriter } from './journal-writer'

export interface StreamFramesOptions {
  readonly intake: Intake
  readonly writer: JournalWriter
  onHead(head: Cursor): void
  onReset(reason: string): void
  /** A whole heartbeat has passed and events known then have still not come. */
  onStuck(): void
  /** The server's time at which a frame was sent that has come just now, ISO 8601. */
  onTime(timestamp: string): void
  onFrame(eventType: 'heartbeat' | 'reset', data: Record<string, unknown>): void
  onInvalid(problem: string): void
}

/** Reads the frames of a live stream: events go to the intake, frames about the stream to their callbacks. */
export class StreamFrames {
  readonly #options: StreamFramesOptions
  #headAtLastBeat: Cursor | null = null

  constructor(options: StreamFramesOptions) {
    this.#options = options
  }

  streamBegins(): void {
    this.#headAtLastBeat = null
  }

  take(frame: Frame): void {
    if (frame.name === 'heartbeat') this.#heartbeat(frame)
    else if (frame.name === 'reset') this.#reset(frame)
    else if (frame.name !== 'connected') this.#options.intake.takeStreamEvent(frame.data, frame.lastEventId)
  }

  #heartbeat(frame: Frame): void {
    const result = heartbeatDataSchema.safeParse(readFrameData(frame.data))
    if (!result.success) {
      this.#options.onInvalid('a heartbeat does not match the schema')
      return
    }
    this.#options.onTime(result.data.timestamp)
    this.#options.intake.takeStreamPosition(frame.lastEventId)
    const accepted = this.#options.writer.accepted
    const epoch = parseEventId(frame.lastEventId)?.epoch ?? accepted?.epoch
    if (!epoch || epoch !== accepted?.epoch) return
    const head = { epoch, seq: result.data.head }
    this.#options.onHead(head)
    this.#options.onFrame('heartbeat', result.data)
    const before = this.#headAtLastBeat
    this.#headAtLastBeat = head
    if (before?.epoch === epoch && before.seq > accepted.seq && !this.#options.intake.filling) this.#options.onStuck()
  }

  #reset(frame: Frame): void {
    const result = resetDataSchema.safeParse(readFrameData(frame.data))
    if (!result.success) this.#options.onInvalid('a reset does not match the schema')
    else this.#options.onFrame('reset', result.data)
    this.#options.onReset(result.success ? result.data.reason : 'unknown')
  }
}
