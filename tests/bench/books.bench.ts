import './books/own-database'
import { rmSync } from 'node:fs'
import { getPayload, type TypedUser } from 'payload'
import { migrations } from '@/cms/database/migrations/sqlite'
import config from '@/cms/payload.config'
import { seedFirstStart } from '@/cms/seed'
import { readDay } from '@/cms/site/read-day'
import { readShiftsOfDay } from '@/cms/site/read-shift'
import { readSiteWork } from '@/cms/site/read-site-work'
import { readTakings } from '@/cms/site/read-takings'
import { readWork } from '@/cms/site/read-work'
import { A_DAY, DAY, fillBooks, fillMonth, MONTH_DAYS } from './books/fill'
import { FILE, FOLDER } from './books/own-database'
import type { Benchmark, Row } from './measure'

const SITE = { currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' }
const OWNER = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
const EVERYWHERE = { ...OWNER, tenant: null } as unknown as TypedUser
const FEW = 1_000
const MANY = 100_000
const READINGS = 200
const WARM_UP = 60
const MONTH = 30
/** Cars a day of a site as there are, and of one ten times as large. */
const MONTHS = [60, 600]
const MONTH_READINGS = 10
const MONTH_WARM_UP = 2

interface Cost {
  /** Milliseconds of this thread's processor. */
  readonly processor: number
  /** Milliseconds of each of its turns of the event loop, on the clock. */
  readonly turns: readonly number[]
}

const spent = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

const longest = ({ turns }: Cost) => Math.max(...turns)

/**
 * The longest turn of a work that was read several times, in the same turns each time: of each turn the least reading counts. On the
 * clock, for a thread's processor time goes in steps as long as a turn; and a turn that is long by itself is long in every reading.
 */
function longestByItself(readings: readonly Cost[]): number {
  const shortest = Math.min(...readings.map(({ turns }) => turns.length))
  return Math.max(
    ...Array.from({ length: shortest }, (_, at) => Math.min(...readings.map(({ turns }) => turns[at] ?? 0))),
  )
}

/** What `work` takes. */
async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const turns: number[] = []
  let goesOn = true
  let last = performance.now()
  const next = () => {
    const now = performance.now()
    turns.push(now - last)
    last = now
    if (goesOn) setImmediate(next)
  }
  const before = spent()
  setImmediate(next)
  await work()
  const processor = spent() - before
  await new Promise(setImmediate)
  goesOn = false
  return { processor, turns }
}

const benchmark: Benchmark = {
  name: 'Books',
  async run() {
    const payload = await getPayload({ config, key: 'books', disableOnInit: true })
    payload.logger.level = 'silent'
    await payload.db.migrate({ migrations: migrations as never })
    await seedFirstStart(payload, { demo: false })
    const asking = { payload, user: OWNER, tenantId: 'main' }
    const reads = {
      'takings of the day': () => readTakings(asking, SITE, Date.now()),
      'figures of the site': () => readSiteWork(payload, { tenantId: 'main', ...SITE }, Date.now()),
      [`the day’s report, ${A_DAY} records`]: () => readDay(asking, { ...SITE, day: DAY }),
    }
    const measure = async (records: number) => {
      fillBooks(FILE, records)
      const costs: Record<string, { readonly processor: number; readonly turn: number }> = {}
      for (const [name, read] of Object.entries(reads)) {
        for (let warm = 0; warm < WARM_UP; warm += 1) await read()
        const each: Cost[] = []
        for (let reading = 0; reading < READINGS; reading += 1) each.push(await costOf(read))
        costs[name] = {
          // Linux counts a thread's time in steps of milliseconds: right over many readings.
          processor: each.reduce((sum, { processor }) => sum + processor, 0) / READINGS,
          // What others run on the machine makes most of them longer.
          turn: Math.min(...each.map(longest)),
        }
      }
      return costs
    }
    /** What the Day page reads for a month of a site: the money, the shifts and the work. */
    const monthRows = async (aDay: number): Promise<Row[]> => {
      const tenantId = `site-${aDay}`
      const asking = { payload, user: EVERYWHERE, tenantId }
      const days = { ...SITE, ...MONTH_DAYS }
      const read = () => Promise.all([readDay(asking, days), readShiftsOfDay(asking, days), readWork(asking, days)])
      const [{ report }, shifts, work] = await read()
      if (report.total.orders !== MONTH * aDay || work.total.cars !== MONTH * aDay || shifts.length !== MONTH * 2)
        throw new Error('The month is not read whole.')
      for (let warm = 0; warm < MONTH_WARM_UP; warm += 1) await read()
      const each: Cost[] = []
      for (let reading = 0; reading < MONTH_READINGS; reading += 1) each.push(await costOf(read))
      const what = `a month of ${aDay} cars a day`
      const note = `the least of ${MONTH_READINGS} readings of what the Day page shows of it`
      return [
        {
          ...{
            what: `processor time of ${what}`,
            unit: 'ms',
            value: Math.min(...each.map(({ processor }) => processor)),
            floor: null,
            note,
          },
          // Ten times as many cars as any site has had are told for how it grows.
          ...(aDay < 100 && { aim: '<= 1000 ms' }),
        },
        {
          ...{
            what: `longest turn of the event loop, ${what}`,
            unit: 'ms',
            value: longestByItself(each),
            floor: null,
          },
          ...{
            aim: '<= 5 ms',
            note: `on the clock; of each turn the least of ${MONTH_READINGS} readings`,
          },
        },
      ]
    }
    try {
      for (const aDay of MONTHS) fillMonth(FILE, `site-${aDay}`, aDay)
      const months: Row[] = []
      for (const aDay of MONTHS) months.push(...(await monthRows(aDay)))
      const few = await measure(FEW)
      const many = await measure(MANY)
      const perReading = Object.keys(reads).flatMap((what): Row[] => [
        {
          ...{ what: `processor time of ${what}`, unit: 'ms', aim: '<= 1.2' },
          ...{ value: many[what]?.processor ?? Number.NaN, floor: few[what]?.processor ?? null },
          note: `with ${MANY.toLocaleString('en')} records in the ledger; floor: with ${FEW.toLocaleString('en')}`,
        },
        {
          ...{ what: `longest turn of the event loop, ${what}`, unit: 'ms', aim: '<= 5 ms' },
          ...{ value: many[what]?.turn ?? Number.NaN, floor: null },
          note: `on the clock; the least of ${READINGS} readings`,
        },
      ])
      return [...perReading, ...months]
    } finally {
      await payload.destroy()
      rmSync(FOLDER, { recursive: true, force: true })
    }
  },
}

export default benchmark
