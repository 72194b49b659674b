import { createServer, type Server, type Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'

/** What is sent back for one command: a document, or the connection is cut without a word. */
export type Answer = Document | 'cut'
type Script = Answer | ((command: Document) => Answer | Promise<Answer>)

export interface Asked {
  readonly name: string
  readonly command: Document
}

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER_BYTES = 16

/** Of the driver's own, to see whether and who the server is. */
const GREETINGS = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions'])

interface Role {
  /** `null`: it is no replica set. */
  readonly setName?: string | null
  readonly maxWireVersion?: number
}

/**
 * Speaks MongoDB's protocol and knows nothing: every command is answered as the test has it, the next of its name each time,
 * and otherwise as a server would whose collections are empty. What was asked is kept, as it came over the wire.
 */
export class ScriptedMongo {
  readonly asked: Asked[] = []
  private readonly scripts = new Map<string, Script[]>()
  private readonly standing = new Map<string, Script>()
  private readonly sockets = new Set<Socket>()

  private constructor(
    private readonly server: Server,
    private readonly role: Role,
  ) {}

  static async start(role: Role = {}): Promise<ScriptedMongo> {
    const server = createServer()
    const mongo = new ScriptedMongo(server, role)
    server.on('connection', (socket) => mongo.accept(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return mongo
  }

  get port(): number {
    return (this.server.address() as { port: number }).port
  }

  uri(database = 'ax'): string {
    return `mongodb://127.0.0.1:${this.port}/${database}`
  }

  /** The next commands of this name are answered so, one after the other. */
  script(name: string, ...answers: Script[]): void {
    this.scripts.set(name, [...(this.scripts.get(name) ?? []), ...answers])
  }

  /** Every command of this name on this collection is answered so. */
  always(name: string, collection: string, answer: Script): void {
    this.standing.set(`${name} ${collection}`, answer)
  }

  /** The commands of one name that have come, in their order. */
  commands(name: string): Document[] {
    return this.asked.filter((each) => each.name === name).map(({ command }) => command)
  }

  forget(): void {
    this.asked.length = 0
    this.scripts.clear()
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
    socket.on('error', () => undefined)
    let received: Buffer = Buffer.alloc(0)
    socket.on('data', (part) => {
      received = Buffer.concat([received, part])
      while (received.length >= HEADER_BYTES && received.length >= received.readInt32LE(0)) {
        const message = received.subarray(0, received.readInt32LE(0))
        received = received.subarray(message.length)
        void this.serve(socket, message)
      }
    })
  }

  private async serve(socket: Socket, message: Buffer): Promise<void> {
    const request = message.readInt32LE(4)
    const operation = message.readInt32LE(12)
    const command = operation === OP_QUERY ? queried(message) : told(message)
    const answer = await this.answerTo(command)
    if (answer === 'cut') {
      socket.destroy()
      return
    }
    if (!socket.destroyed) socket.write(operation === OP_QUERY ? reply(request, answer) : say(request, answer))
  }

  private async answerTo(command: Document): Promise<Answer> {
    const [name = ''] = Object.keys(command)
    if (GREETINGS.has(name)) return this.greeting()
    this.asked.push({ name, command })
    const next = this.standing.get(`${name} ${command[name]}`) ?? this.scripts.get(name)?.shift()
    if (next === undefined) return usual(name, command)
    return typeof next === 'function' ? next(command) : next
  }

  private greeting(): Document {
    const { setName = 'rs0', maxWireVersion = 21 } = this.role
    const me = `127.0.0.1:${this.port}`
    const set = { setName, hosts: [me], me, primary: me, setVersion: 1, secondary: false }
    return {
      ...(setName !== null && set),
      isWritablePrimary: true,
      ismaster: true,
      helloOk: true,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion,
      ok: 1,
    }
  }
}

/** A server's refusal, as it sends it. */
export const refusal = (code: number, codeName: string, ...errorLabels: string[]): Document => ({
  ok: 0,
  code,
  codeName,
  errmsg: codeName,
  ...(errorLabels.length > 0 && { errorLabels }),
})

export const WRITE_CONFLICT = refusal(112, 'WriteConflict', 'TransientTransactionError')

/** Documents, as a query is answered. */
export const found = (...firstBatch: Document[]): Document => ({ cursor: { id: 0n, ns: 'ax.any', firstBatch }, ok: 1 })

function usual(name: string, command: Document): Document {
  switch (name) {
    case 'find':
    case 'aggregate':
    case 'listCollections':
    case 'listIndexes':
      return found()
    case 'findAndModify':
      return { value: null, ok: 1 }
    case 'insert':
      return { n: command.documents?.length ?? 1, ok: 1 }
    case 'update':
    case 'delete':
      return { n: 1, nModified: 1, ok: 1 }
    default:
      return { ok: 1 }
  }
}

/** The command in an OP_MSG, with the documents that came beside it. */
function told(message: Buffer): Document {
  let at = HEADER_BYTES + 4
  let command: Document = {}
  const beside: Document = {}
  while (at < message.length) {
    const kind = message.readUInt8(at)
    at += 1
    const size = message.readInt32LE(at)
    const end = at + size
    if (kind === 0) command = BSON.deserialize(message.subarray(at, end), { useBigInt64: true })
    else {
      const nameEnds = message.indexOf(0, at + 4)
      const documents: Document[] = []
      for (let next = nameEnds + 1; next < end; next += message.readInt32LE(next)) {
        documents.push(
          BSON.deserialize(message.subarray(next, next + message.readInt32LE(next)), { useBigInt64: true }),
        )
      }
      beside[message.toString('utf8', at + 4, nameEnds)] = documents
    }
    at = end
  }
  return { ...command, ...beside }
}

/** The greeting of old, in which every driver says its first word. */
function queried(message: Buffer): Document {
  const nameEnds = message.indexOf(0, HEADER_BYTES + 4)
  const at = nameEnds + 1 + 8
  return BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)))
}

function framed(request: number, operation: number, ...parts: Uint8Array[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  const body = Buffer.concat([header, ...parts])
  body.writeInt32LE(body.length, 0)
  body.writeInt32LE(request, 8)
  body.writeInt32LE(operation, 12)
  return body
}

const say = (request: number, answer: Document) =>
  framed(request, OP_MSG, Buffer.alloc(5), BSON.serialize(answer, { ignoreUndefined: true }))

function reply(request: number, answer: Document): Buffer {
  const head = Buffer.alloc(20)
  head.writeInt32LE(8, 0)
  head.writeInt32LE(1, 16)
  return framed(request, OP_REPLY, head, BSON.serialize(answer))
}
