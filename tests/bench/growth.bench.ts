import { onPostgres, onSqlite, type Servers } from './growth/servers'
import { fanOut, makeSites, type Site, write } from './growth/work'
import type { Benchmark, Comparison } from './measure'

const WRITERS = 16
/** Milliseconds that each writing is measured, after a second that is not. */
const MEASURED = 3_000
const WARM_UP = 1_000
const SITES = [1, 10, 100, 1_000] as const
const READERS = [
  { readers: 1_000, updates: 40, pace: 150 },
  { readers: 10_000, updates: 10, pace: 1_500 },
] as const
const KIB = 1_024
const MIB = KIB * KIB

interface Measure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly note: string
}

/** All that is measured of one set of servers, by what it is called. */
async function measure(servers: Servers): Promise<Measure[]> {
  const rows: Measure[] = []
  const keep = (what: string, value: number, unit: string, note = '') => rows.push({ what, value, unit, note })
  const sites: Site[] = []
  for (const count of SITES) {
    await makeSites(servers, sites, count)
    await write(servers, sites, WRITERS, WARM_UP)
    const done = await write(servers, sites, WRITERS, MEASURED)
    const of = count === 1 ? '1 site' : `${count.toLocaleString('en')} sites`
    keep(`commands a second, ${of}`, done.perSecond, '/s', `${WRITERS} writers, one a request`)
    keep(`processor time of a command, servers, ${of}`, done.servers, 'ms')
    keep(`processor time of a command, database, ${of}`, done.database, 'ms')
    keep(`written to the database's log for a command, ${of}`, done.written / KIB, 'KiB')
  }
  const alone = await write(servers, sites.slice(0, 1), 1, MEASURED)
  keep('a command to a quiet site, p50', alone.p50, 'ms')
  keep('a command to a quiet site, p99', alone.p99, 'ms')
  const [quiet, ...busy] = sites as [Site, ...Site[]]
  const [beside] = await Promise.all([
    write(servers, [quiet], 1, MEASURED),
    write(servers, busy.slice(0, 1), WRITERS, MEASURED),
  ])
  keep('the same, while 16 write to another site, p50', beside.p50, 'ms')
  keep('the same, while 16 write to another site, p99', beside.p99, 'ms')
  keep('memory of a server, 1,000 sites', servers.memory().server / MIB, 'MiB', 'the largest')
  keep('memory of the database, 1,000 sites', servers.memory().database / MIB, 'MiB')
  for (const asked of READERS) {
    const fanned = await fanOut(servers, quiet, asked)
    const to = `${asked.readers.toLocaleString('en')} readers`
    keep(`commit to last of ${to}, p50`, fanned.p50, 'ms', 'of one site')
    keep(`commit to last of ${to}, p99`, fanned.p99, 'ms', 'of one site')
    keep(`processor time of one event to one of ${to}`, fanned.perDelivery, 'µs', 'of the servers')
    keep(`memory of a server, ${to}`, fanned.bytes / MIB, 'MiB', 'the largest')
  }
  return rows
}

const SETS = [() => onSqlite(), ...[1, 2, 3].map((count) => () => onPostgres(count))]

const benchmark: Benchmark = {
  name: 'Growth',
  async run(): Promise<Comparison> {
    const found: { name: string; rows: Measure[] }[] = []
    for (const start of SETS) {
      const servers = await start()
      try {
        found.push({ name: servers.name, rows: await measure(servers) })
      } finally {
        await servers.stop()
      }
    }
    const [first] = found
    const measures = (first?.rows ?? []).map(({ what, unit, note }, place) => ({
      ...{ what, unit, note },
      values: found.map(({ rows }) => rows[place]?.value ?? Number.NaN),
    }))
    return { of: found.map(({ name }) => name), measures }
  },
}

export default benchmark
