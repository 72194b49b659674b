import { readdirSync, statfsSync, statSync } from 'node:fs'
import { arch, cpus, freemem, release, totalmem, uptime } from 'node:os'
import { dirname, join } from 'node:path'
import type { DocumentChange } from '@/lib/domain'
import { healthy } from '../server/healthy'
import type { StationParts } from '../station'
import type { DiagnosticStep } from './diagnostics-file'

/** What an engineer who was not there would ask, in that order. */
export function stationSteps(parts: StationParts): readonly DiagnosticStep[] {
  const { info, settings, pin, sync, server, serverLog, log } = parts
  const folder = dirname(dirname(log.file))
  return [
    { name: 'station', look: info },
    { name: 'versions', look: versions },
    { name: 'machine', look: () => machine(folder) },
    { name: 'settings, without secrets', look: () => ({ ...settings.read(), lock: pin.state() }) },
    { name: 'connection', look: () => ({ server: sync.access()?.url ?? null, ...sync.status() }) },
    { name: 'connection history, newest last', look: () => sync.history.list },
    { name: 'metrics', look: () => sync.metrics() },
    { name: 'journal and outbox', look: () => sync.storage() },
    { name: 'documents, counted', look: () => countKinds(sync.state().documents) },
    { name: 'files', look: () => files(folder) },
    { name: 'server hosted here', look: () => server.state() },
    { name: 'server followed', look: () => followed(sync.access()?.url ?? null) },
    { name: 'server log, newest last', look: serverLog },
    { name: 'station log, newest last', look: () => log.recent() },
  ]
}

/** What people can be known by, of everybody whom these documents name. */
export function peopleOf(documents: readonly DocumentChange[]): readonly string[] {
  return documents.flatMap(({ kind, document }) => {
    if (!document) return []
    if (kind === 'order') {
      const { vehicle, customer } = document
      return [vehicle?.plate, customer?.name, customer?.phone].filter((text) => typeof text === 'string')
    }
    if (kind === 'concern') return document.plate === null ? [] : [document.plate]
    return kind === 'job' ? [document.plate] : []
  })
}

function versions() {
  const { electron, chrome, node, v8 } = process.versions
  return { electron, chrome, node, v8 }
}

function machine(folder: string) {
  const { bavail, blocks, bsize } = statfsSync(folder)
  return {
    platform: process.platform,
    arch: arch(),
    release: release(),
    cpus: cpus().length,
    memory: { total: totalmem(), free: freemem(), station: process.memoryUsage.rss() },
    disk: { total: blocks * bsize, free: bavail * bsize },
    uptime: { machine: Math.round(uptime()), station: Math.round(process.uptime()) },
    time: { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, offsetMinutes: -new Date().getTimezoneOffset() },
  }
}

function countKinds(documents: readonly DocumentChange[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of documents) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Names and sizes: a journal set aside or a log that grows is seen here. */
function files(folder: string) {
  return ['.', 'journal', 'logs'].flatMap((part) =>
    readdirSync(join(folder, part), { withFileTypes: true }).flatMap((entry) => {
      if (!entry.isFile()) return []
      const { size, mtime } = statSync(join(folder, part, entry.name))
      return [{ file: join(part, entry.name), bytes: size, changed: mtime.toISOString() }]
    }),
  )
}

async function followed(url: string | null) {
  return url === null ? { url, answers: null } : { url, answers: await healthy(url) }
}
