import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The first message of this type from the child. Rejects when the child ends, says it failed, or does not come in time. */
export function message<T extends object>(child: ChildProcess, type: string, within = 60_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${type}: ${why}`))
    const timer = setTimeout(() => fail(`no answer for ${within} ms`), within)
    child.once('exit', () => fail('the process ended'))
    child.on('message', (said: { type: string }) => {
      if (said.type === 'refused' || said.type === 'failed') fail(JSON.stringify(said))
      if (said.type !== type) return
      clearTimeout(timer)
      resolve(said as unknown as T)
    })
  })
}

/** `count` SSE clients in a process of their own; resolves when all streams are open. */
export async function openClients(url: string, count: number, headers: Record<string, string>): Promise<ChildProcess> {
  const child = fork(script('./clients.mjs'), [url, String(count), JSON.stringify(headers)])
  await message(child, 'open')
  return child
}

export interface Reading {
  /** Until the last of them had all of its answer, milliseconds. */
  readonly ms: number
  /** How many were not answered 200. */
  readonly refused: number
  /** Of one answer as it came. */
  readonly bytes: number
}

/** `count` readers of one address in a process of their own; `read` lets all of them ask at once. */
export async function openReaders(
  url: string,
  count: number,
  accounts: readonly Record<string, string>[],
): Promise<{ read(): Promise<Reading>; close(): void }> {
  const child = fork(script('./readers.mjs'), [url, String(count), JSON.stringify(accounts)])
  await message(child, 'open')
  return {
    read() {
      const read = message<Reading>(child, 'read')
      child.send({ type: 'read' })
      return read
    },
    close: () => child.kill(),
  }
}

export async function startBareServer(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(script('./bare-server.mjs'))
  const { port } = await message<{ port: number }>(child, 'ready')
  return { child, url: `http://127.0.0.1:${port}` }
}

/** Resident memory of a process in bytes (Linux). */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

/** The lowest resident memory seen over `seconds`: what stays after the collector had its chance. */
export async function settledBytes(pid: number, seconds = 4): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY
  for (let index = 0; index < seconds * 4; index += 1) {
    lowest = Math.min(lowest, residentBytes(pid))
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return lowest
}

/** Clock ticks a second, as Linux counts processor time for `/proc` on every machine that Node runs on. */
const TICKS = 100

/** Processor time that a process has taken, all its threads, in seconds (Linux; to 0.01 s). */
export function processorSeconds(pid: number): number {
  return ticksOf(pid, 11, 12) / TICKS
}

/** That of a process with all that it has started, those that have ended too. */
export function familySeconds(pid: number): number {
  const children = childrenOf(pid).reduce((sum, child) => sum + ticksOf(child, 11, 12), 0)
  return (ticksOf(pid, 11, 12, 13, 14) + children) / TICKS
}

/** Memory of a process with all that it has started, what they share counted once, in bytes. */
export function familyBytes(pid: number): number {
  const shares = [pid, ...childrenOf(pid)].map((each) => {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, 'utf8'))?.[1]
    return Number(kilobytes) * 1024
  })
  return shares.reduce((sum, share) => sum + share, 0)
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

function ticksOf(pid: number, ...places: readonly number[]): number {
  // The name in brackets may have spaces.
  const [, rest = ''] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  const fields = rest.split(' ')
  return places.reduce((sum, place) => sum + Number(fields[place]), 0)
}
