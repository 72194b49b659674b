import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { CommandType } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { FaultProxy } from '../../support/fault-proxy'
import { startServer, type TestServer } from '../../support/server'
import { newOrder } from '../../support/site'

const ENV = { AX_HEARTBEAT_MS: '1000' }
const COMMANDS = '/api/v1/sync/commands'

/** A job of a car that stands in a bay, as the database has it. */
interface JobRow {
  readonly jobId: string
  readonly steps: readonly { readonly stepId: string; readonly name: string; readonly status: string }[]
}

/** A server behind a network that can fail, with the web station of a bay in which a car is being washed. */
export class StationSite {
  readonly network: FaultProxy
  #server: TestServer

  private constructor(server: TestServer, network: FaultProxy) {
    this.#server = server
    this.network = network
  }

  static async start(): Promise<StationSite> {
    const server = await startServer({ env: ENV })
    return new StationSite(server, await FaultProxy.start(server.url))
  }

  get server(): TestServer {
    return this.#server
  }

  async stop(): Promise<void> {
    await this.network.stop()
    await this.server.stop()
    rmSync(this.server.dataDir, { recursive: true, force: true })
  }

  /** `kill -9` of the server; its data and its address stay. */
  kill(): Promise<void> {
    return this.server.kill9()
  }

  async startAgain({ entry }: { readonly entry?: string } = {}): Promise<void> {
    const { dataDir, port } = this.server
    this.#server = await startServer({ dataDir, port, entry, env: ENV })
  }

  /** As an update does: another build on the same data. */
  async restart(build: { readonly entry: string }): Promise<void> {
    await this.server.kill9()
    await this.startAgain(build)
  }

  /** A new bay with a car in it, whose job is under way. */
  async wash(): Promise<{ readonly plate: string; readonly bayId: string }> {
    const [name = ''] = randomUUID().split('-')
    const plate = `WSH ${name.slice(0, 4).toUpperCase()}`
    const bayId = `bay-${name}`
    await this.server.rest('POST', '/api/bays', { tenant: 'main', bayId, name: `Bay ${name}`, position: 9 })
    const orderID = await newOrder(this.server, plate)
    await this.command('bay.assign', { bayId, orderID })
    await this.command('job.start', { jobId: (await this.job(plate)).jobId })
    return { plate, bayId }
  }

  /** Everything gets through, and nothing is held. */
  heal(): void {
    this.network.set({ kind: 'pass' })
    this.network.hold(null)
  }

  /** Commands do not get through, while everything else does. Returns how to let them through again. */
  holdCommands(): () => void {
    this.network.hold(`POST ${COMMANDS}`)
    return () => this.network.hold(null)
  }

  async command(type: CommandType, payload: object): Promise<void> {
    const response = await fetch(`${this.server.url}/api/v1/sync/commands`, {
      method: 'POST',
      headers: { ...this.server.asAdmin(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ commands: [{ id: randomUUID(), type, payload, issuedAt: new Date().toISOString() }] }),
    })
    const { results } = (await response.json()) as { results: CommandResult[] }
    if (results[0]?.status !== 'applied') throw new Error(`${type}: ${JSON.stringify(results)}`)
  }

  /** The order of the car with this plate. */
  async order(plate: string): Promise<{ readonly orderID: string }> {
    const where = `where[plate][equals]=${encodeURIComponent(plate)}`
    const { docs } = await this.server.rest<{ docs: { orderID: string }[] }>('GET', `/api/orders?${where}&depth=0`)
    if (!docs[0]) throw new Error(`no order of ${plate}`)
    return docs[0]
  }

  async job(plate: string): Promise<JobRow> {
    const where = `where[plate][equals]=${encodeURIComponent(plate)}`
    const { docs } = await this.server.rest<{ docs: JobRow[] }>('GET', `/api/jobs?${where}&depth=0`)
    if (!docs[0]) throw new Error(`no job of ${plate}`)
    return docs[0]
  }

  /** How the job's steps stand in the database, by one letter each: p, i, c, s. */
  async steps(plate: string): Promise<string> {
    return (await this.job(plate)).steps.map(({ status }) => status[0]).join('')
  }

  /** How often the log has told of this job: every executed command is one event of it. */
  async changes(plate: string): Promise<number> {
    const { jobId } = await this.job(plate)
    const where = `where[eventType][equals]=job_progress_update&where[body][like]=${jobId}`
    return (await this.server.rest<{ totalDocs: number }>('GET', `/api/sync-events?${where}&limit=1`)).totalDocs
  }

  /** The token of a person of this site who is not the administrator. */
  async staff(email: string): Promise<string> {
    const password = 'correct horse battery'
    await this.server.rest('POST', '/api/users', { email, password, role: 'staff', tenant: 'main' })
    const answer = await fetch(`${this.server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    return ((await answer.json()) as { token: string }).token
  }

  async signIn(context: BrowserContext, token = this.server.adminToken): Promise<void> {
    await context.addCookies([{ name: this.server.cookieName, value: token, url: this.network.url }])
  }

  async open(context: BrowserContext, bayId: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`${this.network.url}/station?role=bay&bay=${bayId}&lang=en`)
    await expect(page.getByText('Current', { exact: true })).toBeVisible()
    return page
  }
}

/** Commands reach the server and are executed; their answers do not come back. */
export async function loseAnswers(context: BrowserContext): Promise<void> {
  await context.route(`**${COMMANDS}*`, async (route) => {
    await route.fetch().catch(() => undefined)
    await route.abort().catch(() => undefined)
  })
}

/** Taps `Step done` and waits until the screen says that this is kept. */
export async function stepDone(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: 'Step done' }).click()
  await expect(page.getByText(`${step} done`)).toBeVisible()
}

/** The count of what has not been sent yet. */
export async function expectWaiting(page: Page, count: number): Promise<void> {
  const shown = page.getByText(/\d+ actions? waiting/)
  if (count === 0) await expect(shown).toHaveCount(0, { timeout: 40_000 })
  else await expect(shown).toHaveText(count === 1 ? '1 action waiting' : `${count} actions waiting`)
}
