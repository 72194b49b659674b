import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { build } from 'esbuild'
import { FaultProxy } from '../../support/fault-proxy'
import type { OrderRow } from '../../support/orders'
import { startServer, type TestServer } from '../../support/server'

const ADDRESS = '/sync-test-page'
/** Frequent heartbeats, so that silence is noticed within a test's patience. */
const ENVIRONMENT = { AX_HEARTBEAT_MS: '1000' }

let bundle: Promise<string> | null = null

/** The test page with everything in it, as one script. */
function pageScript(): Promise<string> {
  bundle ??= build({
    entryPoints: [join(import.meta.dirname, 'page.tsx')],
    alias: { '@': join(import.meta.dirname, '../../..') },
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  return bundle
}

/** A running server with pages on it that import `@/lib/sync`, and people who change its orders. */
export class SyncSite {
  server: TestServer
  /** The way from the browser to the server. */
  readonly network: FaultProxy

  private constructor(server: TestServer, network: FaultProxy) {
    this.server = server
    this.network = network
  }

  static async start(): Promise<SyncSite> {
    const server = await startServer({ env: ENVIRONMENT })
    return new SyncSite(server, await FaultProxy.start(server.url))
  }

  async stop(): Promise<void> {
    await this.network.stop()
    await this.server.stop()
    // A server that was started on given data leaves them.
    rmSync(this.server.dataDir, { recursive: true, force: true })
  }

  /** `kill -9`, as a crash does. */
  async kill(): Promise<void> {
    await this.server.kill9()
  }

  /** Starts again where the killed server was: same port, same data. */
  async restart(): Promise<void> {
    const { port, dataDir } = this.server
    this.server = await startServer({ port, dataDir, env: ENVIRONMENT })
  }

  /** Signs the browser in, by default into the session of the administrator of all sites, and serves it the test page. */
  async admit(context: BrowserContext, who?: { readonly email: string; readonly password: string }): Promise<void> {
    const script = await pageScript()
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sync test</title><body><script>${script.replaceAll('</script', '<\\/script')}</script>`
    await context.route(`${this.network.url}${ADDRESS}*`, (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    )
    if (!who) {
      const { cookieName: name, adminToken: value } = this.server
      await context.addCookies([{ name, value, url: this.network.url }])
      return
    }
    const response = await context.request.post(`${this.network.url}/api/users/login`, { data: who })
    if (!response.ok()) throw new Error(`Sign-in answered ${response.status()}`)
  }

  async open(context: BrowserContext, query: Readonly<Record<string, string>> = {}): Promise<Page> {
    const page = await context.newPage()
    await page.goto(this.address(query))
    return page
  }

  address(query: Readonly<Record<string, string>> = {}): string {
    return `${this.network.url}${ADDRESS}?${new URLSearchParams(query)}`
  }

  /** Makes `count` status changes of an order, one after another. */
  async change(order: OrderRow, count: number): Promise<void> {
    for (let at = 0; at < count; at++)
      await this.server.updateOrder(order, { staffNotes: `change ${at} ${Date.now()}` })
  }

  /** Every event id of the server's log, in order. */
  async log(): Promise<string[]> {
    const ids: string[] = []
    const { lastEventId, epoch } = await this.#page('limit=1')
    const head = Number(lastEventId.split('_').at(-1))
    for (let from = `event_${epoch}_0`; ; ) {
      const page = await this.#page(`limit=500&lastEventId=${from}`)
      ids.push(...page.events.map((event) => event.id))
      from = page.lastEventId
      if (!page.hasMore || ids.length >= head) return ids
    }
  }

  async #page(query: string) {
    const headers = { ...this.server.asAdmin(), Accept: 'application/json' }
    const response = await fetch(`${this.server.url}/api/v1/sync/events?${query}`, { headers })
    if (!response.ok) throw new Error(`The log answered ${response.status}`)
    return (await response.json()) as { events: { id: string }[]; lastEventId: string; epoch: string; hasMore: boolean }
  }
}
