import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/**
 * What the network does to a connection:
 * - `pass`: forwards both ways;
 * - `cut`: existing connections are reset, new ones are reset at once;
 * - `stall`: half-open: everything stays connected and nothing arrives any more;
 * - `throttle`: forwards at most `bytesPerSecond` towards the client;
 * - `badGateway`: existing connections are reset, new ones are answered `502` by the proxy itself.
 */
export type Fault =
  | { readonly kind: 'pass' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'stall' }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  | { readonly kind: 'badGateway' }

interface Pair {
  readonly client: Socket
  readonly upstream: Socket
}

const BAD_GATEWAY =
  'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: close\r\n\r\n<h1>502 Bad Gateway</h1>'

/** A TCP proxy on loopback whose network can be made to fail while connections are open. */
export class FaultProxy {
  #fault: Fault = { kind: 'pass' }
  #held: string | null = null
  readonly #pairs = new Set<Pair>()
  readonly #strays = new Set<Socket>()
  readonly #server: Server
  #refused = 0

  private constructor(private upstreamPort: number) {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client))
  }

  /** Starts a proxy on a free port of 127.0.0.1 in front of `target`, an `http://127.0.0.1:port` address. */
  static async start(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(Number(new URL(target).port))
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Leads to another place from now on; connections to the former one are reset. */
  redirect(port: number): void {
    this.upstreamPort = port
    this.#resetAll()
  }

  /** Nothing arrives any more by the connections that are open, and neither side is told; new ones pass. */
  forget(): void {
    for (const { client, upstream } of this.#pairs) {
      for (const socket of [client, upstream]) {
        socket.pause()
        this.#strays.add(socket)
        socket.on('close', () => this.#strays.delete(socket))
      }
    }
    this.#pairs.clear()
  }

  get openConnections(): number {
    return this.#pairs.size
  }

  /** Connections that were reset at once, so far. */
  get refused(): number {
    return this.#refused
  }

  set(fault: Fault): void {
    this.#fault = fault
    if (fault.kind === 'cut' || fault.kind === 'badGateway') this.#resetAll()
    for (const pair of this.#pairs) this.#apply(pair)
  }

  /**
   * Resets each connection on which a request begins with this (`POST /orders`); all others pass. `null` holds none. Nothing of
   * the client can let one slip, as where it is held in a page that goes away.
   */
  hold(beginning: string | null): void {
    this.#held = beginning
  }

  async stop(): Promise<void> {
    this.#resetAll()
    for (const socket of this.#strays) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #accept(client: Socket): void {
    client.on('error', () => client.destroy())
    if (this.#fault.kind === 'cut') {
      this.#refused += 1
      client.resetAndDestroy()
      return
    }
    if (this.#fault.kind === 'badGateway') {
      this.#strays.add(client)
      client.on('close', () => this.#strays.delete(client))
      client.once('data', () => client.end(BAD_GATEWAY))
      return
    }
    const upstream = connect({ port: this.upstreamPort, host: '127.0.0.1', allowHalfOpen: true })
    const pair: Pair = { client, upstream }
    this.#pairs.add(pair)
    const end = () => {
      this.#pairs.delete(pair)
      client.destroy()
      upstream.destroy()
    }
    upstream.on('error', end)
    upstream.on('close', end)
    client.on('close', end)
    client.on('end', () => upstream.end())
    upstream.on('end', () => client.end())
    client.on('data', (chunk: Buffer) => {
      if (this.#held !== null && chunk.toString('latin1', 0, this.#held.length) === this.#held) client.resetAndDestroy()
      else upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => this.#towardsClient(pair, chunk))
    this.#apply(pair)
  }

  #towardsClient({ client, upstream }: Pair, chunk: Buffer): void {
    client.write(chunk)
    if (this.#fault.kind !== 'throttle') return
    upstream.pause()
    setTimeout(
      () => this.#fault.kind !== 'stall' && upstream.resume(),
      (chunk.length / this.#fault.bytesPerSecond) * 1000,
    )
  }

  #apply({ client, upstream }: Pair): void {
    if (this.#fault.kind === 'stall') {
      client.pause()
      upstream.pause()
    } else {
      client.resume()
      upstream.resume()
    }
  }

  #resetAll(): void {
    for (const { client, upstream } of this.#pairs) {
      client.resetAndDestroy()
      upstream.destroy()
    }
    this.#pairs.clear()
  }
}
