import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Leads each connection to the first of the ports of this machine that takes it, as a balancer does. */
export async function firstThatAnswers(ports: readonly number[]): Promise<{ url: string; stop(): Promise<void> }> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('close', () => open.delete(client))
    client.on('error', () => client.destroy())
    tryFrom(client, 0)
  })

  function tryFrom(client: Socket, place: number): void {
    const port = ports[place]
    if (port === undefined) return void client.destroy()
    const upstream = connect(port, '127.0.0.1')
    const next = () => tryFrom(client, place + 1)
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
