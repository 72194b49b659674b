import { createServer, type Server } from 'node:net'

/** Below those that systems give to whoever asks for any port: a connection that goes out, a server that listens at 0. */
const FIRST = 20_000
const END = 32_000
const IN_A_BLOCK = 16
const BLOCKS = (END - FIRST) / IN_A_BLOCK

/** A process listens on the first port of each block that it has: no other takes that block before this one has ended. */
const guards: Server[] = []
let left: number[] = []
let turn: Promise<unknown> = Promise.resolve()

/**
 * A port of 127.0.0.1 that nobody listens on, for a program that cannot choose one itself. It is this process's until it ends:
 * what stops can start there again.
 */
export function freePort(): Promise<number> {
  const port = turn.then(next)
  turn = port.catch(() => undefined)
  return port
}

async function next(): Promise<number> {
  for (;;) {
    const port = left.shift()
    if (port === undefined) left = await claimBlock()
    else if (await isFree(port)) return port
  }
}

/** The ports of a block that was nobody's. */
async function claimBlock(): Promise<number[]> {
  // Each process begins to look elsewhere, so that they seldom meet.
  const from = process.pid + guards.length
  for (let tried = 0; tried < BLOCKS; tried += 1) {
    const first = FIRST + ((from + tried) % BLOCKS) * IN_A_BLOCK
    const guard = await listenAt(first)
    if (!guard) continue
    guards.push(guard.unref())
    return Array.from({ length: IN_A_BLOCK - 1 }, (_, place) => first + 1 + place)
  }
  throw new Error(`All ports from ${FIRST} to ${END - 1} are taken.`)
}

async function isFree(port: number): Promise<boolean> {
  const server = await listenAt(port)
  if (!server) return false
  await new Promise((resolve) => server.close(resolve))
  return true
}

/** `null` where somebody listens. */
const listenAt = (port: number) =>
  new Promise<Server | null>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
