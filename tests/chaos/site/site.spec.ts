import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { readCatalogue } from '@/lib/domain'
import { executable } from '../../electron/station-app'
import { keyHolder } from '../../support/keys'
import { Dice } from './dice'
import { fail, heal, type Parts } from './faults'
import { Ledger } from './ledger'
import { ServerPart } from './server-part'
import { StationPart } from './station-part'
import { judge, readDatabase } from './verdict'
import { WebPart } from './web-part'

/**
 * A whole site for real: the built server, stations, a browser with two tabs. People tap while networks fail, disks fill
 * and everything is killed in turn; then all heals, and what the screens and the database say is compared.
 */

const MINUTES = Number(process.env.AX_CHAOS_MINUTES ?? 1)
const STATIONS = Number(process.env.AX_CHAOS_STATIONS ?? 3)
/** `npm run chaos` draws one each time. */
const SEED = Number(process.env.AX_CHAOS_SEED ?? 932_096)
/** Every so often all heals and is compared, milliseconds. */
const ROUND = 20_000
/** A deadline, not a proof: how long it took is printed. */
const SETTLED_WITHIN = 120_000

test(`a site under faults for ${MINUTES} min loses, doubles and diverges nothing [${executable.describe}]`, async () => {
  test.setTimeout(MINUTES * 60_000 * 3 + 300_000)
  const dice = new Dice(SEED)
  const ledger = new Ledger()
  const faults = new Map<string, number>()
  const stalls: Stall[] = []
  const parts = await open(STATIONS)
  try {
    const end = Date.now() + MINUTES * 60_000
    while (Date.now() < end) {
      await live(parts, Math.min(end, Date.now() + ROUND), { dice, ledger, faults })
      await heal(parts)
      stalls.push(await settle(parts))
      expect(await verdictOf(parts, ledger), `seed ${SEED}`).toEqual({ lost: [], doubled: [], diverged: [] })
    }
    console.log(report(parts, { ledger, faults, stalls }))
    const { taps, plates } = ledger
    expect(taps.filter(({ kept }) => kept).length + plates.length).toBeGreaterThan(10 * MINUTES)
  } catch (error) {
    console.log(`To see this again: npm run chaos -- --minutes ${MINUTES} --stations ${STATIONS} --seed ${SEED}`)
    throw error
  } finally {
    await close(parts)
  }
})

interface Run {
  readonly dice: Dice
  readonly ledger: Ledger
  readonly faults: Map<string, number>
}

async function open(count: number): Promise<Parts> {
  const server = new ServerPart()
  await server.start()
  const { now } = server
  await now.rest('POST', '/api/bays', { tenant: 'main', bayId: 'bay-3', name: 'Bay 3', position: 2 })
  const catalogue = readCatalogue(
    await now.rest('GET', '/api/services?depth=0&limit=100'),
    await now.rest('GET', '/api/tenants?depth=0&limit=1'),
  )
  const stations: StationPart[] = []
  for (let number = 0; number < count; number += 1) {
    // The first is a desk, the others stand at the bays in turn.
    const bayId = number === 0 ? null : `bay-${((number - 1) % 3) + 1}`
    const role = bayId === null ? 'cashier' : 'bay'
    const name = `chaos-${number + 1}`
    const { key } = await keyHolder(now, 'stations', { name, role, ...(bayId === null ? {} : { bay: bayId }) })
    stations.push(await StationPart.start({ name, role, bayId, key }, now.url, catalogue))
  }
  return { server, stations, web: await WebPart.start(now) }
}

/** People tap and things fail, until the time is over and whatever was killed is there again. */
async function live(parts: Parts, until: number, { dice, ledger, faults }: Run): Promise<void> {
  const busy = () => Date.now() < until
  const people = parts.stations.map(async (station) => {
    while (busy()) {
      await station.tap(dice, ledger)
      await delay(50 + dice.below(300))
    }
  })
  const atWeb = async () => {
    while (busy()) {
      await parts.web.tap(dice, ledger)
      await delay(500 + dice.below(1_500))
    }
  }
  const failing = async () => {
    while (busy()) {
      const what = await fail(parts, dice)
      faults.set(what, (faults.get(what) ?? 0) + 1)
    }
  }
  await Promise.all([...people, atWeb(), failing()])
}

/** How long it took until all was well, milliseconds, and what was the last to be so. */
interface Stall {
  readonly took: number
  readonly awaited: string
}

/** Waits until every screen is current, nothing waits any more, and what was done last has come to every station. */
async function settle({ server, stations, web }: Parts): Promise<Stall> {
  const began = Date.now()
  let awaited = 'nothing'
  let last: string | null = null
  const unsettled = async () => {
    for (const station of stations) {
      const { status, pending = [], documents } = await station.load()
      const { freshness, pendingCommands } = status
      const waiting = Math.max(pendingCommands, pending.length)
      if (freshness.kind !== 'current' || waiting > 0)
        return `${station.place.name}: ${freshness.kind}, ${waiting} waiting`
      if (last !== null && !documents.some(({ key }) => key === last)) return `${station.place.name}: has no ${last}`
    }
    const atWeb = await web.unsettled()
    if (atWeb !== null || last !== null) return atWeb
    // Whoever was looked at before another's last command was answered may not have heard of it yet; after this it has.
    last = (await server.now.createOrder()).orderID
    return `nobody has ${last}`
  }
  const settled = async () => {
    const what = await unsettled()
    awaited = what ?? awaited
    return what
  }
  await expect.poll(settled, { timeout: SETTLED_WITHIN, intervals: [250] }).toBeNull()
  return { took: Date.now() - began, awaited }
}

async function verdictOf({ server, stations, web }: Parts, ledger: Ledger) {
  const replicas = []
  for (const station of stations) {
    const { name, key } = station.place
    replicas.push({ name, state: await station.load(), headers: server.now.asStation(key) })
  }
  return judge(ledger, replicas, await web.needsAttention(), readDatabase(server.database), server.now.url)
}

function report({ server, stations, web }: Parts, { ledger, faults, stalls }: Omit<Run, 'dice'> & { stalls: Stall[] }) {
  const { taps, plates, refusedAtOnce, doubled } = ledger
  const kept = taps.filter((tap) => tap.kept).length
  const kills = server.kills + web.kills + stations.reduce((sum, station) => sum + station.kills, 0)
  const longest = stalls.reduce((one, other) => (other.took > one.took ? other : one))
  const happened = [...faults].map(([what, times]) => `${what} ${times}`).join(', ')
  return [
    `actions   ${taps.length + plates.length}: ${kept} kept at stations, ${plates.length} at the web desk, ${doubled} handed over twice; ${refusedAtOnce} more refused on the screen`,
    `faults    ${happened}`,
    `kills     ${kills}`,
    'outcome   lost 0, doubled 0, diverged 0',
    `stall     ${(longest.took / 1000).toFixed(1)} s at the most after a heal (${stalls.length} heals), awaiting ${longest.awaited}`,
    `stalls    ${stalls.map(({ took, awaited }) => `${(took / 1000).toFixed(1)} s ${awaited}`).join('; ')}`,
    `seed      ${SEED}`,
  ].join('\n')
}

async function close({ server, stations, web }: Parts): Promise<void> {
  for (const station of stations) await station.remove()
  await web.remove()
  await server.stop()
  server.remove()
}
