import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import type { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { chromiumPath } from '@/scripts/test/chromium.mjs'
import { buildRenderer, serveRenderer } from '../support/renderer-page'
import { type Benchmark, percentile, type Row } from './measure'

const ORDERS = 1_000
const EVENTS_PER_SECOND = 20
/** Far enough to pass every card of the longest column, back and forth. */
const DISTANCE_PX = 20_000
const SPEED_PX_PER_SECOND = 5_000
/** A task that other programs on the machine interrupt is longer, and after one the list has farther to go at once. */
const ROUNDS = 3
const VIEWPORT = { width: 1920, height: 1080 }

interface Measurement {
  /** Tasks of the main thread over 50 ms. */
  readonly long: number
  /** The longest of them, milliseconds; 0 where there is none. */
  readonly longest: number
  /** Processor time of the costliest task, milliseconds: what it takes whatever else the machine is doing. */
  readonly cost: number
}

interface Condition {
  readonly way: 'mouse' | 'touch'
  readonly bare: boolean
  readonly events: boolean
}

/**
 * The cashier's board with 1,000 orders, built as for production, scrolled by wheel and by touch, at rest and while
 * events come in; beside a bare list of the same texts in the same browser.
 */
const benchmark: Benchmark = { name: 'Scrolling', run }
export default benchmark

async function run(): Promise<readonly Row[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'ax-scroll-'))
  await buildRenderer(outDir, { minify: true })
  const renderer = await serveRenderer(outDir)
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const rows: Row[] = []
    for (const way of ['mouse', 'touch'] as const) {
      const floor = await measure(browser, renderer.url, { way, bare: true, events: false })
      for (const events of [false, true]) {
        const board = await measure(browser, renderer.url, { way, bare: false, events })
        const what = `${ORDERS.toLocaleString('en')} orders scrolled by ${way === 'mouse' ? 'wheel' : 'touch'}${events ? `, ${EVENTS_PER_SECOND} events/s` : ''}`
        rows.push({
          what: `tasks over 50 ms, ${what}`,
          value: board.long,
          unit: 'tasks',
          floor: floor.long,
          aim: '0 tasks',
          note:
            board.long > 0 ? `the longest ${Math.round(board.longest)} ms` : 'floor: a plain list of the same texts',
        })
        rows.push({
          what: `processor time of the costliest task, ${what}`,
          value: board.cost,
          unit: 'ms',
          floor: floor.cost,
          note: 'under 50 ms; floor: a plain list of the same texts',
        })
      }
    }
    return rows
  } finally {
    await browser.close()
    await renderer.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** The middle one of several rounds, each figure for itself. */
async function measure(browser: Browser, url: string, condition: Condition): Promise<Measurement> {
  const rounds: Measurement[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await scroll(browser, url, condition))
  const middle = (figure: keyof Measurement) =>
    percentile(
      rounds.map((round) => round[figure]),
      50,
    )
  return { long: middle('long'), longest: middle('longest'), cost: middle('cost') }
}

async function scroll(browser: Browser, url: string, { way, bare, events }: Condition): Promise<Measurement> {
  const context = await browser.newContext({ viewport: VIEWPORT, hasTouch: way === 'touch' })
  try {
    const page = await context.newPage()
    await page.goto(`${url}?role=cashier&orders=${ORDERS}`)
    await page.locator('[data-order]').first().waitFor()
    if (bare) await becomeBare(page)
    // What the opening still has to do is not part of the scrolling: its buttons wake after their hold-off, all at once.
    await page.waitForFunction(() => document.getAnimations().length === 0)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 })))
    await browser.startTracing(page, { categories: ['toplevel'] })
    const stop = await watch(page, events)
    const columns = bare ? [VIEWPORT.width / 2] : await columnCentres(page)
    const devtools = await context.newCDPSession(page)
    const far = await farthest(page)
    for (const x of columns) {
      for (const yDistance of [-DISTANCE_PX, DISTANCE_PX]) {
        if (way === 'touch') await swipe(devtools, x, yDistance)
        else await turnWheel(devtools, x, yDistance)
      }
    }
    if ((await far()) < VIEWPORT.height) throw new Error(`Nothing was scrolled by ${way}.`)
    const tasks = await stop()
    const cost = costliestTask(await browser.stopTracing())
    return { long: tasks.length, longest: Math.max(0, ...tasks), cost }
  } finally {
    await context.close()
  }
}

function turnWheel(devtools: CDPSession, x: number, yDistance: number): Promise<unknown> {
  return devtools.send('Input.synthesizeScrollGesture', {
    ...{ x, y: VIEWPORT.height / 2, yDistance },
    ...{ speed: SPEED_PX_PER_SECOND, gestureSourceType: 'mouse', preventFling: false },
  })
}

/** One swipe after another of a finger, as far as a hand reaches. */
async function swipe(devtools: CDPSession, x: number, yDistance: number): Promise<void> {
  const [reach, steps] = [800, 10]
  const sign = Math.sign(yDistance)
  const from = VIEWPORT.height / 2 - (sign * reach) / 2
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x, y }] })
  for (let done = 0; done < Math.abs(yDistance); done += reach) {
    await touch('touchStart', from)
    for (let step = 1; step <= steps; step += 1) {
      await touch('touchMove', from + (sign * reach * step) / steps)
      await new Promise((next) => setTimeout(next, (reach / steps / SPEED_PX_PER_SECOND) * 1_000))
    }
    await touch('touchEnd')
  }
}

/** @returns what tells how far any list has been from its beginning since, pixels */
async function farthest(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(window, { farthest: 0 })
    const note = ({ target }: Event) => {
      if (target instanceof Element)
        Object.assign(window, { farthest: Math.max(Reflect.get(window, 'farthest'), target.scrollTop) })
    }
    addEventListener('scroll', note, { capture: true, passive: true })
  })
  return () => page.evaluate(() => Reflect.get(window, 'farthest') as number)
}

/** The middle of the column of those who wait, and of the longest one, pixels from the left. */
function columnCentres(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const [waiting, ...others] = [...document.querySelectorAll('[data-column]')]
    const length = (column: Element) => column.querySelector(':scope > div')?.scrollHeight ?? 0
    const [longest] = others.sort((a, b) => length(b) - length(a))
    return [waiting, longest].flatMap((column) => {
      const box = column?.getBoundingClientRect()
      return box ? [box.left + box.width / 2] : []
    })
  })
}

/** The same texts as the cards show, as a list of plain elements. */
function becomeBare(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { source } = Reflect.get(window, 'siteInMemory') as { source: FixtureSource }
    const lines = source.keys('order').flatMap((key) => {
      const order = source.get('order', key)
      return order ? [`${order.vehicle?.plate} ${order.services.map(({ name }) => name).join(' + ')} ${key}`] : []
    })
    const list = document.createElement('ul')
    list.style.cssText = 'height: 100vh; overflow-y: auto'
    list.append(
      ...lines.map((text) => {
        const line = document.createElement('li')
        line.style.height = '116px'
        line.textContent = text
        return line
      }),
    )
    document.body.replaceChildren(list)
  })
}

/** Begins to look at tasks and frames, and to send events where wanted; the returned function ends it. */
async function watch(page: Page, events: boolean) {
  await page.evaluate(
    ([perSecond]) => {
      const tasks: number[] = []
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration)
      })
      observer.observe({ type: 'longtask' })
      let sent = 0
      const send = () => {
        const { source } = Reflect.get(window, 'siteInMemory') as { source: FixtureSource }
        const keys = source.keys('order')
        const key = keys[(sent * 37) % keys.length] as string
        const order = source.get('order', key)
        if (!order) return
        sent += 1
        // Every third order moves on; the others change where they stand.
        const change =
          sent % 3 === 0
            ? { stage: 'paid' as const, stageSince: new Date().toISOString() }
            : { totalAmount: (order.totalAmount ?? 0) + 100 }
        source.push({
          changes: [{ kind: 'order', key, document: { ...order, ...change, version: order.version + 1 } }],
        })
      }
      const timer = perSecond > 0 ? setInterval(send, 1000 / perSecond) : undefined
      const stop = () => {
        clearInterval(timer)
        for (const entry of observer.takeRecords()) tasks.push(entry.duration)
        observer.disconnect()
        return tasks
      }
      Object.assign(window, { stopWatching: stop })
    },
    [events ? EVENTS_PER_SECOND : 0] as const,
  )
  return () => page.evaluate(() => (Reflect.get(window, 'stopWatching') as () => number[])())
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Processor time, microseconds. */
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

/** Processor time in milliseconds of the costliest task on a page's main thread. */
function costliestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread),
  )
  const costs = traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && mains.has(thread(event)))
    .map(({ tdur }) => (tdur ?? 0) / 1000)
  return Math.max(0, ...costs)
}
