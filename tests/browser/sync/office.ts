import { rmSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { test as base, expect } from '@playwright/test'
import { FaultProxy } from '../../support/fault-proxy'
import { startServer, type TestServer } from '../../support/server'

export const OWNER = { email: 'owner@example.test', password: 'correct horse battery' }

/** A running server, the way to it from the browser, and people who look at its pages. */
export class Office {
  readonly server: TestServer
  readonly network: FaultProxy

  private constructor(server: TestServer, network: FaultProxy) {
    this.server = server
    this.network = network
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<Office> {
    const server = await startServer({ env: { AX_HEARTBEAT_MS: '1000', ...env } })
    return new Office(server, await FaultProxy.start(server.url))
  }

  async stop(): Promise<void> {
    await this.network.stop()
    await this.server.stop()
    rmSync(this.server.dataDir, { recursive: true, force: true })
  }

  address(path: string): string {
    return `${this.network.url}${path}`
  }

  /** Signs the browser in; without a person it takes part in the owner's own session, which no test may end. */
  async admit(context: BrowserContext, person?: typeof OWNER): Promise<void> {
    if (!person) {
      const { cookieName: name, adminToken: value } = this.server
      await context.addCookies([{ name, value, url: this.network.url }])
      return
    }
    const answer = await context.request.post(this.address('/api/users/login'), { data: person })
    if (!answer.ok()) throw new Error(`Sign-in answered ${answer.status()}`)
  }

  /** The link for one sign-in that the server printed, through the network. */
  signInLink(): string {
    const printed = /Sign in once: (\S+)/.exec(this.server.output())?.[1] ?? ''
    const { pathname, search } = new URL(printed)
    return this.address(`${pathname}${search}`)
  }

  /** A page that is live. */
  async open(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(this.address(path))
    await expectLive(page)
    return page
  }

  /** What the server itself draws, before any script has run. */
  async drawn(context: BrowserContext, path: string): Promise<string> {
    // A browser's own request: it says which language the person reads.
    const page = await context.newPage()
    const answer = await page.goto(this.address(path))
    const html = (await answer?.text()) ?? ''
    await page.close()
    return html
  }
}

/** The page claims to be current, in whatever language. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.locator('header output.text-good')).toBeVisible()
}

/** Errors of the page and of its console, hydration’s among them. */
export function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

/** Of the file whose tests run now: a worker does one file after another. */
let office: Promise<Office> | null = null

const inOffice = base.extend<{ office: Office }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off its first parameter
  office: async ({}, use) => {
    if (!office) throw new Error('officeTest was not called by this file')
    await use(await office)
  },
})

/**
 * A server for each file, for all its tests. The browser goes on to the next file: the tests of all files are of one kind to
 * Playwright, which starts a worker, and a browser in it, for each kind.
 */
export function officeTest(env: Readonly<Record<string, string>> = {}) {
  inOffice.beforeAll(async () => {
    office = Office.start(env)
    await office
  })
  inOffice.afterAll(async () => {
    await (await office)?.stop()
    office = null
  })
  return inOffice
}
