import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { addStation } from '../integration/commands/site'
import { freePort } from '../support/free-port'
import { startServer } from '../support/server'
import { newOrder } from '../support/site'
import { message, processorSeconds, settledBytes } from './fanout/processes'
import { type Benchmark, percentile, type Row } from './measure'

const CLIENTS = 2_000
/** So many clients as one account may have streams: nothing is allowed them that is not to anybody. */
const STATIONS = 100
const ORDERS = 20
const MIB = 2 ** 20

/** A server that can be lost and come back at the same address. */
interface Subject {
  readonly pid: number
  lose(): Promise<unknown>
  /** Resolves when it answers. */
  comeBack(): Promise<unknown>
}

interface Storm {
  /** Milliseconds from the server's first answer until each client was current. */
  readonly waits: readonly number[]
  readonly refused: Readonly<Record<string, number>>
  /** Milliseconds of the server's processor; `null` where it also began. */
  readonly processor: number | null
  readonly bytes: number
}

interface Current {
  readonly since: readonly number[]
  readonly refused: Readonly<Record<string, number>>
}

const now = () => performance.timeOrigin + performance.now()

/** All clients of one server, and what became of them. */
async function clientsOf(folder: string, url: string, accounts: readonly Record<string, string>[]) {
  const child = fork(join(folder, 'clients.cjs'), [url, String(CLIENTS), JSON.stringify(accounts)])
  await message<Current>(child, 'current', 120_000)
  const tell = async (type: 'count' | 'cut') => {
    const counting = message(child, 'counting')
    const current = message<Current>(child, 'current', 120_000)
    child.send({ type })
    await counting
    return { current }
  }
  return { child, tell }
}

type Clients = Awaited<ReturnType<typeof clientsOf>>

/** The server is lost, is away for `away` ms and returns. */
async function restart(subject: Subject, { tell }: Clients, away: number): Promise<Storm & { away: number }> {
  await subject.lose()
  const lost = now()
  const { current } = await tell('count')
  await pause(Math.max(0, away - (now() - lost)))
  await subject.comeBack()
  const back = now()
  const { since, refused } = await current
  const answered = Math.min(back, ...since)
  return {
    ...{ waits: since.map((at) => at - answered), refused, processor: null, away: answered - lost },
    bytes: await settledBytes(subject.pid),
  }
}

/** The network between them is lost at once and is back at once. */
async function cut(subject: Subject, { tell }: Clients): Promise<Storm> {
  const before = processorSeconds(subject.pid)
  const at = now()
  const { since, refused } = await (await tell('cut')).current
  const processor = (processorSeconds(subject.pid) - before) * 1_000
  return { waits: since.map((each) => each - at), refused, processor, bytes: await settledBytes(subject.pid) }
}

interface Floor extends Subject {
  readonly clients: Clients
}

/** A server that looks nobody up and reads nothing, with as many clients. */
async function startFloor(folder: string, snapshot: string): Promise<Floor> {
  const port = await freePort()
  const { epoch, head } = cursorOf(snapshot)
  const told = { clientId: 'floor', epoch, head, gapless: true, heartbeatInterval: 15_000, message: 'Connected' }
  const connected = JSON.stringify({ ...told, timestamp: new Date().toISOString() })
  let child: ChildProcess | undefined
  const comeBack = async () => {
    child = fork(join(import.meta.dirname, 'storm/bare-server.mjs'), [String(port), snapshot, connected])
    await message(child, 'ready')
  }
  await comeBack()
  const clients = await clientsOf(folder, `http://127.0.0.1:${port}`, [{}])
  return {
    clients,
    comeBack,
    get pid() {
      return child?.pid as number
    },
    async lose() {
      if (!child) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

function cursorOf(snapshot: string): { epoch: string; head: number } {
  const { lastEventId } = JSON.parse(snapshot) as { lastEventId: string }
  const [, epoch = '', seq] = lastEventId.split('_')
  return { epoch, head: Number(seq) }
}

function rowsOf(when: string, ours: Storm, floor: Storm, bytesBefore: number): Row[] {
  const aims = { 50: '<= 1,500 ms', 99: '<= 5,000 ms' }
  const refusals = Object.entries(ours.refused).map(([how, count]) => `${count} times ${how}`)
  const told = refusals.length === 0 ? 'nothing refused' : `refused ${refusals.join(', ')}`
  return [
    ...([50, 99] as const).map(
      (p): Row => ({
        ...{ what: `current again, ${when}, p${p}`, unit: 'ms', aim: aims[p] },
        ...{ value: percentile(ours.waits, p), floor: percentile(floor.waits, p) },
        note: `${CLIENTS} stations, from the server’s first answer on; ${told}; floor: the same stations at a server that looks nobody up and reads nothing`,
      }),
    ),
    ...(ours.processor === null || floor.processor === null
      ? []
      : [
          {
            ...{ what: `processor time of a client that comes back, ${when}`, unit: 'ms' },
            ...{ value: ours.processor / CLIENTS, floor: floor.processor / CLIENTS },
            note: 'of the server',
          },
        ]),
    {
      ...{ what: `resident memory after it, ${when}`, unit: 'MiB' },
      ...{ value: ours.bytes / MIB, floor: bytesBefore / MIB },
      note: 'with all clients; floor: before it',
    },
  ]
}

const benchmark: Benchmark = {
  name: 'Storm',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'ax-storm-'))
    await build({
      ...{ entryPoints: [join(import.meta.dirname, 'storm/clients.ts')], outfile: join(folder, 'clients.cjs') },
      ...{ bundle: true, platform: 'node', format: 'cjs', alias: { '@': join(import.meta.dirname, '../..') } },
    })
    const port = await freePort()
    const dataDir = join(folder, 'data')
    let server = await startServer({ dataDir, port })
    let floor: Floor | undefined
    let ours: Clients | undefined
    try {
      for (let order = 0; order < ORDERS; order += 1) await newOrder(server)
      const accounts: Record<string, string>[] = []
      for (let station = 0; station < STATIONS; station += 1) {
        accounts.push(await addStation(server, { name: `desk-${station}`, role: 'cashier' }))
      }
      const snapshot = await (await fetch(`${server.url}/api/v1/sync/snapshot`, { headers: server.asAdmin() })).text()
      ours = await clientsOf(folder, server.url, accounts)
      const before = await settledBytes(server.pid)
      const subject: Subject = {
        get pid() {
          return server.pid
        },
        lose: () => server.kill9(),
        comeBack: async () => {
          server = await startServer({ dataDir, port })
        },
      }
      const cutOurs = await cut(subject, ours)
      const lostOurs = await restart(subject, ours, 0)
      ours.child.kill()
      ours = undefined
      floor = await startFloor(folder, snapshot)
      const cutFloor = await cut(floor, floor.clients)
      const lostFloor = await restart(floor, floor.clients, lostOurs.away)
      return [
        ...rowsOf('the network is cut', cutOurs, cutFloor, before),
        ...rowsOf(`the server is killed and gone for ${Math.round(lostOurs.away)} ms`, lostOurs, lostFloor, before),
      ]
    } finally {
      ours?.child.kill()
      floor?.clients.child.kill()
      await floor?.lose()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
export default benchmark
