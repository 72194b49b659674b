import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import type { CommandPayload, CommandType } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { atCar, findCar, pinOf, plateOf, ringgit, searchOf, standsHere, TEAM, takeCar, takeNext } from './day-taps'
import { FaultProxy } from './fault-proxy'
import { withoutHoldOff } from './hold-off'
import { JobSite, type ShiftRow } from './main-jobs/job-site'
import { press } from './main-jobs/taps'
import { ManualPictures } from './manual-pictures'
import { startServer, type TestServer } from './server'
import { closeShift, openShift } from './shifts'
import { setSite } from './site'
import { SiteClock } from './site-clock'

/** A cashier's desk on a machine of its own. */
export interface Desk {
  readonly page: Page
  /** The power goes: nothing is written any more. */
  powerCut(): Promise<void>
  /** Switched on again, on the same disk. */
  switchOn(): Promise<Page>
  close(): Promise<void>
}

export interface DayHost {
  /** A browser has its page from the server: it is switched on when that is there again. */
  readonly opensWithoutServer: boolean
  readonly open: (server: TestServer, network: FaultProxy, clock: SiteClock) => Promise<Desk>
}

const PRICE = 1800
const FLOAT = 20_000
const CARS = 60
/** Hours of the day (UTC) at which it begins: nine in the morning at the site. */
const OPENS_AT = 1
/** Minutes that two bays take no car, and that no server answers. */
const OUT_FOR = 60
const AWAY_FOR = 20
/** Minutes without a touch after which a screen asks again who is there. */
const LOCKS_AFTER = 10
const BAYS = ['bay-1', 'bay-2', 'bay-3'] as const
const STEPS = ['pre-wash', 'soap', 'rinse', 'dry'] as const
const METHODS = ['cash', 'card', 'online'] as const

interface Wished<T extends CommandType = CommandType> {
  readonly type: T
  readonly payload: CommandPayload<T>
}
const wish = <T extends CommandType>(type: T, payload: CommandPayload<T>): Wished<T> => ({ type, payload })

/**
 * One day of a site, from nothing to its closed books: the owner sets it up, three people work, sixty cars come, two bays are out
 * for an hour, a car stands in the wrong bay, the server is away for twenty minutes, the power goes at the desk, and money is
 * given back. All clocks of the site pass the hour and the minutes at once, so that what depends on age sees them.
 * In the end drawer, ledger, report, queues, bays and every screen tell of the same day. What one does by hand is done by taps,
 * once of each kind; the rest of the sixty cars come from a second desk, by commands. What the manual shows is photographed on
 * the way.
 */
export function playDay(title: string, host: DayHost): void {
  test(title, async ({ browser }) => {
    test.setTimeout(300_000)
    const clock = SiteClock.at(OPENS_AT)
    const server = await startServer({ clock, env: { AX_HEARTBEAT_MS: '1000', AX_RATE_PER_MINUTE: '100000' } })
    const network = await FaultProxy.start(server.url)
    const day = new Day(server, network, browser, host, clock)
    try {
      await test.step('the owner sets the site up', () => day.setUp())
      await test.step('the desk unlocks, and the first cars come', () => day.begin())
      await test.step('two bays are out of service for an hour, and come back', () => day.losesTwoBays())
      await test.step('a washer washes a car, and sends another to the right bay', () => day.wash())
      await test.step('the server is away for twenty minutes, and then the power at the desk', () => day.goesDark())
      await test.step('the other cars are washed and paid', () => day.washTheRest())
      await test.step('money is given back, and the last cars are collected', () => day.givesBack())
      await test.step('the drawer is counted, and everything tells of the same day', () => day.close())
    } finally {
      await day.end()
      await network.stop()
      await server.stop()
    }
  })
}

class Day {
  readonly #site: JobSite
  #desk: Desk | null = null
  #deskPage: Page | null = null
  #cash = 0
  #taken = 0
  #pages: Page[] = []
  #owner: Page | null = null
  #bay: Page | null = null
  #board: Page | null = null
  readonly #pictures = new ManualPictures()

  constructor(
    private readonly server: TestServer,
    private readonly network: FaultProxy,
    private readonly browser: Browser,
    private readonly host: DayHost,
    private readonly clock: SiteClock,
  ) {
    this.#site = new JobSite(server)
  }

  private get desk(): Page {
    if (!this.#deskPage) throw new Error('The desk is not open')
    return this.#deskPage
  }

  private get owner(): Page {
    if (!this.#owner) throw new Error('The owner is not there')
    return this.#owner
  }

  private get board(): Page {
    if (!this.#board) throw new Error('The board does not hang')
    return this.#board
  }

  private get bay(): Page {
    if (!this.#bay) throw new Error('The bay is not open')
    return this.#bay
  }

  async setUp(): Promise<void> {
    this.#owner = await this.#web('/setup', this.server)
    const name = this.owner.getByRole('region', { name: 'Give the site its name', exact: true })
    await name.getByLabel('Name', { exact: true }).fill('Ampang Shine')
    await name.getByRole('button', { name: 'Save' }).click()
    await expect(name.getByText('done', { exact: true })).toBeVisible()
    const prices = this.owner.getByRole('region', { name: 'Check the prices', exact: true })
    await prices.getByRole('group', { name: 'Basic Wash', exact: true }).getByLabel('Sedan', { exact: true }).fill('18')
    await prices.getByRole('button', { name: /^Save/ }).click()
    await expect(prices.getByText('done', { exact: true })).toBeVisible()
    await this.#pictures.take('set-up', this.owner)
    await this.server.rest('POST', '/api/bays', { tenant: 'main', bayId: 'bay-3', name: 'Bay 3', position: 2 })
    for (const member of TEAM) await this.server.rest('POST', '/api/team', member)
    await setSite(this.server, { askWho: true, lockAfter: LOCKS_AFTER })
  }

  async begin(): Promise<void> {
    this.#desk = await this.host.open(this.server, this.network, this.clock)
    this.#deskPage = this.#desk.page
    await standsHere(this.desk, 'Mei')
    await openShift(this.desk, '200')
    await takeCar(this.desk, plateOf(1), () => this.#pictures.take('new-order', this.desk))
    for (const car of [2, 3]) await takeCar(this.desk, plateOf(car))
    // Those who come later stand behind it.
    await expect.poll(async () => (await this.#site.orders(plateOf(3))).length).toBe(1)
    const others = Array.from({ length: CARS - 4 }, (_, place) =>
      wish('order.create', {
        plate: plateOf(place + 4),
        vehicleType: 'sedan',
        services: [{ serviceId: 'basic-wash', optionIds: [] }],
      }),
    )
    await this.#send(others)
    await findCar(this.desk, plateOf(CARS - 1))
    await searchOf(this.desk).fill('')
  }

  async losesTwoBays(): Promise<void> {
    const second = await this.#web('/station?role=bay&bay=bay-2')
    await standsHere(second, 'Ravi')
    await press(second, 'Bay status: Available')
    await press(second, 'Out of service')
    await press(second, 'No water')
    await this.#send([wish('bay.setStatus', { bayId: 'bay-3', status: 'out_of_service', reason: 'no_water' })])
    const out = this.desk.getByRole('region', { name: 'Bays' }).getByText('No water')
    await expect(out).toHaveCount(2)
    await this.clock.pass(OUT_FOR)
    await standsHere(second, 'Ravi')
    await standsHere(this.desk, 'Mei')
    await expect(out).toHaveCount(2)
    await expect(this.desk.getByRole('region', { name: 'Bays' }).getByText(/^(59|6\d)m$/)).toHaveCount(2)
    await expect(second.getByText(/^Since 09:0\d \((59|6\d).mins\)\.$/)).toBeVisible()
    // All who came before it, and nobody's wash has begun.
    await expect(this.desk.getByRole('button', { name: `${CARS - 1} late` })).toBeVisible()
    for (const page of [second, this.desk]) await expect(page.getByText('Current', { exact: true })).toBeVisible()
    await press(second, 'Bay is ready')
    await this.#send([wish('bay.setStatus', { bayId: 'bay-3', status: 'available' })])
    await expect(out).toHaveCount(0)
    await second.context().close()
  }

  async wash(): Promise<void> {
    this.#bay = await this.#web('/station?role=bay&bay=bay-1')
    await standsHere(this.bay, 'Ravi')
    await takeNext(this.bay, plateOf(1))
    await press(this.bay, 'Step done')
    await this.#pictures.take('bay', this.bay)
    for (const _ of STEPS.slice(2)) await press(this.bay, 'Step done')
    await press(this.bay, 'Finish')
    await expect.poll(async () => (await this.#site.order(plateOf(1))).stage).toBe('billed')
    await takeNext(this.bay, plateOf(2))
    this.#board = await this.#web('/station?role=board')
    for (const car of [1, 2]) await expect(this.board.getByText(plateOf(car))).toBeVisible()
    await expect(this.board.getByText('Ampang Shine').first()).toBeVisible()
    await expect(this.board.getByText('Times may be out of date')).toHaveCount(0)
    await this.#pictures.take('board', this.board)
    await this.#pictures.take('desk', this.desk)
    await press(this.bay, 'Other bay…')
    await press(this.bay, 'Bay 2')
    await expect.poll(async () => (await this.#site.order(plateOf(2))).bayId).toBe('bay-2')
    await this.#finish([plateOf(2)])
    await atCar(this.desk, plateOf(1), async (order) => {
      await this.#pictures.take('payment', order.page())
      await press(order.page(), 'Cash')
    })
    this.#took('cash', PRICE)
  }

  async goesDark(): Promise<void> {
    const ready = this.board.getByRole('region', { name: 'Ready' })
    await takeNext(this.bay, plateOf(3))
    await expect(ready).toContainText(plateOf(1))
    this.network.set({ kind: 'cut' })
    await expect(this.desk.getByText('No connection to the server.')).toBeVisible({ timeout: 30_000 })
    await takeCar(this.desk, plateOf(CARS))
    await this.#pictures.take('offline', this.desk)
    await atCar(this.desk, plateOf(2), (order) => press(order.page(), 'Card'))
    this.#took('card', PRICE)
    for (const _ of STEPS.slice(1)) await press(this.bay, 'Step done')
    await press(this.bay, 'Finish')
    const finishedAt = this.clock.now()
    await this.clock.pass(AWAY_FOR)
    await expect(this.desk.getByText(/\(20.mins\)/)).toBeVisible()
    await expect(this.board.getByText('Times may be out of date')).toBeVisible()
    await expect(ready).toContainText('No car is ready yet')
    for (const page of [this.desk, this.bay]) {
      await expect(page.getByRole('dialog', { name: 'Who is it?' })).toBeVisible()
    }
    // A desk in a browser is no station of the fleet's.
    if (this.host.opensWithoutServer) {
      await this.owner.goto(`${this.server.url}/admin`)
      await expect(this.owner.getByRole('row').filter({ hasText: 'desk' })).toContainText('Silent')
    }
    await this.#desk?.powerCut()
    if (!this.host.opensWithoutServer) this.network.set({ kind: 'pass' })
    this.#deskPage = (await this.#desk?.switchOn()) ?? null
    if (this.host.opensWithoutServer) await expect(this.desk.getByText(/actions? waiting/)).toBeVisible()
    this.network.set({ kind: 'pass' })
    await standsHere(this.desk, 'Mei')
    await expect(this.desk.getByText(/actions? waiting/)).toHaveCount(0, { timeout: 40_000 })
    await expect.poll(async () => (await this.#site.orders(plateOf(CARS))).length).toBe(1)
    const { orderID } = await this.#site.order(plateOf(2))
    await expect.poll(async () => (await this.#site.payments(orderID)).map(({ amount }) => amount)).toEqual([PRICE])
    await standsHere(this.bay, 'Ravi')
    await expect.poll(async () => (await this.#site.order(plateOf(3))).stage).toBe('billed')
    const { finishedAt: told } = await this.#site.job(plateOf(3))
    expect(Math.abs(Date.parse(told ?? '') - finishedAt)).toBeLessThan(60_000)
    await expect(this.board.getByText('Times may be out of date')).toHaveCount(0)
    await expect(ready).not.toContainText(plateOf(3))
  }

  async washTheRest(): Promise<void> {
    const rest = Array.from({ length: CARS - 3 }, (_, place) => plateOf(place + 4))
    for (let place = 0; place < rest.length; place += BAYS.length) {
      const cars = rest.slice(place, place + BAYS.length)
      const orders = await Promise.all(cars.map((plate) => this.#site.order(plate)))
      await this.#send(orders.map(({ orderID }, bay) => wish('bay.assign', { bayId: BAYS[bay] as string, orderID })))
      await this.#finish(cars)
    }
    await atCar(this.desk, plateOf(3), async (order) => {
      await order.getByRole('button', { name: 'Discount…' }).click()
      const dialog = this.desk.getByRole('dialog', { name: /^Discount on RM/ })
      await dialog.getByLabel('How much is taken off?').fill('1')
      await dialog.getByLabel('Why?').fill('Waited long')
      await dialog.getByRole('button', { name: /^Take off/ }).click()
      await expect(dialog).toHaveCount(0)
      await press(this.desk, 'Cash')
    })
    this.#took('cash', PRICE - 100)
    const orders = await Promise.all(rest.map((plate) => this.#site.order(plate)))
    await this.#send(
      orders.map(({ orderID }, place) => {
        const method = METHODS[place % METHODS.length] ?? 'cash'
        this.#took(method, PRICE)
        return wish('order.setPayment', { orderID, action: 'pay', method, amount: PRICE })
      }),
    )
    await this.#send(orders.map(({ orderID }) => wish('order.setStage', { orderID, stage: 'completed' })))
  }

  async givesBack(): Promise<void> {
    await atCar(this.desk, plateOf(1), async (order) => {
      await order.getByRole('button', { name: 'Refund…' }).click()
      await this.desk.getByLabel('Why is the money given back?').fill('A mirror was left dirty')
      await this.#pictures.take('refund', this.desk)
      await this.desk
        .getByRole('button', { name: /^Refund RM/ })
        .last()
        .click()
      await expect(this.desk.getByRole('dialog', { name: 'Approval of Farah' })).toBeVisible()
      await this.desk.keyboard.type(pinOf('Farah'))
      await this.desk.keyboard.press('Enter')
      await expect(this.desk.getByLabel('Why is the money given back?')).toHaveCount(0)
    })
    this.#took('cash', -PRICE)
    await expect.poll(async () => (await this.#site.order(plateOf(1))).paidAmount).toBe(0)
    for (const car of [1, 2, 3]) {
      await atCar(this.desk, plateOf(car), (order) => order.getByRole('button', { name: 'Gone', exact: true }).click())
      await expect.poll(async () => (await this.#site.order(plateOf(car))).stage).toBe('completed')
    }
  }

  async close(): Promise<void> {
    const dialog = await closeShift(this.desk, 'Shift 1', String((FLOAT + this.#cash) / 100))
    await expect(dialog).toContainText('It is right', { timeout: 30_000 })
    await expect(dialog).toContainText(`There should be${ringgit(FLOAT + this.#cash)}`)
    await this.#pictures.take('shift', this.desk)
    await this.desk.keyboard.press('Escape')
    await expect(this.desk.getByRole('button', { name: 'Open a shift' })).toBeVisible()

    const { docs: ledger } = await this.server.rest<{ docs: { amount: number; method: string }[] }>(
      'GET',
      '/api/payments?limit=500&depth=0',
    )
    const sum = (rows: typeof ledger) => rows.reduce((total, { amount }) => total + amount, 0)
    expect(sum(ledger)).toBe(this.#taken)
    expect(sum(ledger.filter(({ method }) => method === 'cash'))).toBe(this.#cash)
    expect(ledger).toHaveLength(CARS + 1)

    await this.owner.goto(`${this.server.url}/day/shifts/1`)
    await expect(this.owner.getByRole('region', { name: 'The drawer' })).toContainText(ringgit(FLOAT + this.#cash))
    await expect(this.owner.getByRole('region', { name: 'Refunds' })).toContainText('approved by Farah')
    await this.owner.goto(`${this.server.url}/day`)
    const books = this.owner.getByRole('main')
    for (const amount of [this.#taken, this.#cash]) await expect(books).toContainText(ringgit(amount))
    for (const reason of ['A mirror was left dirty', 'Waited long']) await expect(books).toContainText(reason)
    await expect(this.owner.getByRole('banner')).toContainText('Current')
    await this.#pictures.take('day', this.owner)
    this.#pictures.expectAll()

    const { docs: shifts } = await this.server.rest<{ docs: ShiftRow[] }>('GET', '/api/shifts?depth=0')
    const [{ openedAt, closedAt } = { openedAt: '', closedAt: '' }] = shifts
    expect(Date.parse(closedAt ?? '') - Date.parse(openedAt)).toBeGreaterThan((OUT_FOR + AWAY_FOR) * 60_000)
    for (const queue of ['vip', 'regular', 'remnant'] as const) expect(await this.#site.queue(queue)).toEqual([])
    const { docs: bays } = await this.server.rest<{ docs: { status: string }[] }>('GET', '/api/bays?depth=0')
    expect(new Set(bays.map(({ status }) => status))).toEqual(new Set(['available']))
    await expect(this.bay.getByRole('button', { name: 'Bay status: Available' })).toBeVisible()
    const { totalDocs } = await this.server.rest<{ totalDocs: number }>('GET', '/api/orders?limit=1&depth=0')
    expect(totalDocs).toBe(CARS)
    const column = (name: string) => this.desk.getByRole('region', { name: new RegExp(`^${name}`) })
    await expect(column('Gone')).toContainText(String(CARS))
    await expect(this.board.getByText('Ampang Shine').first()).toBeVisible()
    await expect(this.board.getByText(/^DAY \d/)).toHaveCount(0)
  }

  async end(): Promise<void> {
    await this.#desk?.close()
    for (const page of this.#pages) await page.context().close()
  }

  /** A page of the server's own, signed in as the owner; by the network that fails, unless it is told otherwise. */
  async #web(path: string, { url }: { readonly url: string } = this.network): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-MY' })
    await context.addCookies([{ name: this.server.cookieName, value: this.server.adminToken, url }])
    await this.clock.install(context)
    await withoutHoldOff(context)
    const page = await context.newPage()
    this.#pages.push(page)
    await page.goto(`${url}${path}`)
    return page
  }

  #took(method: (typeof METHODS)[number], amount: number): void {
    this.#taken += amount
    if (method === 'cash') this.#cash += amount
  }

  /** Cars that stand in a bay are washed through. */
  async #finish(plates: readonly string[]): Promise<void> {
    const jobs = await Promise.all(plates.map((plate) => this.#site.job(plate)))
    const steps = STEPS.map((step) => `basic-wash.${step}`)
    await this.#send(
      jobs.flatMap(({ jobId, status }) => [
        ...(status === 'pending' ? [wish('job.start', { jobId })] : []),
        ...steps.map((stepId) => wish('job.completeStep', { jobId, stepId })),
        wish('job.finish', { jobId }),
      ]),
    )
  }

  /** What the second desk sends, in one request. */
  async #send(wishes: readonly Wished[]): Promise<void> {
    const issuedAt = new Date(this.clock.now()).toISOString()
    const response = await fetch(`${this.server.url}/api/v1/sync/commands`, {
      method: 'POST',
      headers: { ...this.server.asAdmin(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ commands: wishes.map((wished) => ({ id: randomUUID(), issuedAt, ...wished })) }),
    })
    const { results } = (await response.json()) as { results: CommandResult[] }
    expect(results.filter(({ status }) => status !== 'applied')).toEqual([])
    expect(results).toHaveLength(wishes.length)
  }
}
