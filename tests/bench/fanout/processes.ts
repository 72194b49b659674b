import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The first message of this type from the child. Rejects when the child ends, says it failed, or says nothing for 60 s. */
function message<T extends object>(child: ChildProcess, type: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${type}: ${why}`))
    const timer = setTimeout(() => fail('no answer for 60 s'), 60_000)
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

export async function startBareServer(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(script('./bare-server.mjs'))
  const { port } = await message<{ port: number }>(child, 'ready')
  return { child, url: `http://127.0.0.1:${port}` }
}

/** Resident memory of a process in bytes (Linux). */
function residentBytes(pid: number): number {
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
