import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

interface Balancer {
  readonly url: string
  stop(): Promise<void>
}

/** How often each server is asked whether it is ready, and how long it has for the answer, milliseconds. */
const ASKED_EVERY = 500
const ANSWERED_WITHIN = 1_000

/** Leads each connection to the first of the ports of this machine that takes it, as a balancer does. */
export const firstThatAnswers = (ports: readonly number[]): Promise<Balancer> => balance(() => ports)

/** Leads connections to the ports in turn, to those that are ready before all others. */
export async function inTurn(ports: readonly number[]): Promise<Balancer> {
  const unready = new Set<number>()
  let turn = 0
  const ask = async (port: number) => {
    const signal = AbortSignal.timeout(ANSWERED_WITHIN)
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/sync/ready`, { signal }).catch(() => null)
    if (answer?.ok) unready.delete(port)
    else unready.add(port)
  }
  const asking = setInterval(() => ports.forEach((port) => void ask(port)), ASKED_EVERY)
  const balancer = await balance(() => {
    turn = (turn + 1) % ports.length
    const around = [...ports.slice(turn), ...ports.slice(0, turn)]
    return [...around.filter((port) => !unready.has(port)), ...around.filter((port) => unready.has(port))]
  })
  return {
    url: balancer.url,
    stop() {
      clearInterval(asking)
      return balancer.stop()
    },
  }
}

/** Leads each connection to the first of the ports, as they are given for it, that takes it. */
async function balance(portsFor: () => readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('close', () => open.delete(client))
    client.on('error', () => client.destroy())
    tryFrom(client, portsFor(), 0)
  })

  function tryFrom(client: Socket, ports: readonly number[], place: number): void {
    const port = ports[place]
    if (port === undefined) return void client.destroy()
    const upstream = connect(port, '127.0.0.1')
    const next = () => tryFrom(client, ports, place + 1)
    upstream.once('error', next)
    upstream.once('connect', () => {
      upstream.off('error', next)
      client.pipe(upstream).pipe(client)
      client.on('close', () => upstream.destroy())
      upstream.on('close', () => client.destroy())
      upstream.on('error', () => client.destroy())
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
