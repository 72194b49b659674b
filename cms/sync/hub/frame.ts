import { deflatePiece } from './gzip'

/** Bytes of the stream that many readers get: made once, compressed once. */
export class Frame {
  readonly plain: Buffer
  private deflated: Buffer | undefined

  constructor(text: string | Buffer) {
    this.plain = typeof text === 'string' ? Buffer.from(text) : text
  }

  get gzipped(): Buffer {
    this.deflated ??= deflatePiece(this.plain)
    return this.deflated
  }
}

/** A frame about the stream itself: no id. */
export function streamFrame(eventType: string, data: object, timestamp: string): Frame {
  return new Frame(`event: ${eventType}\ndata: ${JSON.stringify({ eventType, data, timestamp })}\n\n`)
}

/** Moves the client's cursor without dispatching anything. */
export function cursorFrame(id: string): Frame {
  return new Frame(`id: ${id}\n\n`)
}
