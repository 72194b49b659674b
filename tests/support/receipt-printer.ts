import { createServer, type Socket } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'
import { freePort } from './free-port'

/** What lies below the knife: black dots as ones, row by row. */
export interface Printed {
  readonly width: number
  readonly height: number
  readonly rows: Buffer
}

/** How it takes what it is sent. */
export interface Manners {
  /** Answers questions after its state; most printers in use do, some never. */
  readonly talks: boolean
  readonly trouble: 'no_paper' | 'cover_open' | null
  /** The line breaks after so many bytes of a job. */
  readonly breaksAfter: number | null
  /** Takes a job and never says that it is done. */
  readonly holds: boolean
}

const MANNERS: Manners = { talks: true, trouble: null, breaksAfter: null, holds: false }

/**
 * A printer of receipts on loopback: reads ESC/POS byte by byte as printers do, keeps what would lie on the table, and
 * refuses what it does not know.
 */
export class ReceiptPrinter {
  readonly papers: Printed[] = []
  drawerOpened = 0
  connections = 0
  /** What it could not read: none, where all is well. */
  readonly unknown: string[] = []
  manners: Manners = MANNERS
  readonly port: number
  readonly #server: ReturnType<typeof createServer>
  readonly #sockets = new Set<Socket>()

  private constructor(server: ReturnType<typeof createServer>, port: number) {
    this.#server = server
    this.port = port
    server.on('connection', (socket) => this.#connected(socket))
  }

  /** @param port to come back at the same place */
  static async start(port?: number): Promise<ReceiptPrinter> {
    const server = createServer()
    const at = port ?? (await freePort())
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', resolve)
    })
    return new ReceiptPrinter(server, at)
  }

  get address(): string {
    return `127.0.0.1:${this.port}`
  }

  stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #connected(socket: Socket): void {
    this.connections += 1
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#sockets.delete(socket))
    const reader = new EscPosReader(this, (answer) => this.manners.talks && socket.write(Buffer.from([answer])))
    let taken = 0
    socket.on('data', (chunk) => {
      const { breaksAfter } = this.manners
      taken += chunk.length
      if (breaksAfter === null || taken < breaksAfter) return reader.read(chunk)
      reader.read(chunk.subarray(0, chunk.length - (taken - breaksAfter)))
      socket.destroy()
    })
  }
}

class EscPosReader {
  readonly #printer: ReceiptPrinter
  readonly #answer: (byte: number) => void
  #rest = Buffer.alloc(0)
  #width = 0
  #bands: Buffer[] = []

  constructor(printer: ReceiptPrinter, answer: (byte: number) => void) {
    this.#printer = printer
    this.#answer = answer
  }

  read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (let length = this.#one(this.#rest); length > 0; length = this.#one(this.#rest)) {
      this.#rest = this.#rest.subarray(length)
    }
  }

  /** Does one command and says how long it is; 0 while it is not whole. */
  #one(bytes: Buffer): number {
    const { trouble, holds } = this.#printer.manners
    if (bytes.length < 2) return 0
    const name = bytes.toString('latin1', 0, 2)
    if (name === '\x1b@') return 2
    if (name === '\x10\x04') {
      if (bytes.length < 3) return 0
      if (bytes[2] === 2)
        this.#answer(0x12 | (trouble === 'cover_open' ? 0x04 : 0) | (trouble === 'no_paper' ? 0x20 : 0))
      else this.#answer(0x12 | (trouble === 'no_paper' ? 0x60 : 0))
      return 3
    }
    if (name === '\x1dr') {
      if (bytes.length < 3) return 0
      if (!holds) this.#answer(0)
      return 3
    }
    if (name === '\x1bp') {
      if (bytes.length < 5) return 0
      this.#printer.drawerOpened += 1
      return 5
    }
    if (name === '\x1dv') {
      if (bytes.length < 8) return 0
      const width = bytes.readUInt16LE(4)
      const length = 8 + width * bytes.readUInt16LE(6)
      if (bytes.length < length) return 0
      this.#width = width * 8
      this.#bands.push(Buffer.from(bytes.subarray(8, length)))
      return length
    }
    if (name === '\x1dV') {
      if (bytes.length < 4) return 0
      const rows = Buffer.concat(this.#bands)
      this.#bands = []
      this.#printer.papers.push({ width: this.#width, height: (rows.length * 8) / this.#width, rows })
      return 4
    }
    this.#printer.unknown.push(bytes.toString('hex', 0, 2))
    return 1
  }
}

/** How much of the paper is black, from 0 to 1. */
export function blackness({ width, height, rows }: Printed): number {
  let black = 0
  for (const byte of rows) for (let bit = byte; bit > 0; bit >>= 1) black += bit & 1
  return black / (width * height)
}

/** The paper as a picture to look at. */
export function asPng({ width, height, rows }: Printed): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const lines = Array.from({ length: height }, (_, y) => {
    const row = rows.subarray((y * width) / 8, ((y + 1) * width) / 8)
    // In a picture a one is white.
    return Buffer.from([0, ...row.map((byte) => ~byte & 0xff)])
  })
  const part = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    part('IHDR', header),
    part('IDAT', deflateSync(Buffer.concat(lines))),
    part('IEND', Buffer.alloc(0)),
  ])
}
