import { deflatePiece, storedPiece } from './gzip'

/** Bytes of the stream that many readers get: made once, compressed once. */
export class Frame {
  readonly plain: Buffer
  private deflated: Buffer | undefined

  constructor(text: string | Buffer) {
    this.plain = typeof text === 'string' ? Buffer.from(text) : text
  }

  get gzipped(): Buffer {
    this.deflated ??= this.pack(this.plain)
    return this.deflated
  }

  protected pack(plain: Buffer): Buffer {
    return deflatePiece(plain)
  }
}

/** Few bytes for one stream: to compress them costs more than the few that it would save. */
class OwnFrame extends Frame {
  protected override pack(plain: Buffer): Buffer {
    return storedPiece(plain)
  }
}

/** A frame about the stream itself: no id. */
export function streamFrame(eventType: string, data: object, timestamp: string): Frame {
  return new Frame(textOf(eventType, data, timestamp))
}

/** The same for one stream, of no more than a few hundred bytes. */
export function ownStreamFrame(eventType: string, data: object, timestamp: string): Frame {
  return new OwnFrame(textOf(eventType, data, timestamp))
}

const textOf = (eventType: string, data: object, timestamp: string) =>
  `event: ${eventType}\ndata: ${JSON.stringify({ eventType, data, timestamp })}\n\n`

/** Moves the client's cursor without dispatching anything. */
export function cursorFrame(id: string): Frame {
  return new OwnFrame(`id: ${id}\n\n`)
}
