import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { TriedVersions } from '@/main/updates/tried-versions'
import { updaterOf } from '@/main/updates/updater-of'
import { Updates } from '@/main/updates/updates'
import { FakeClock } from './fake-clock'
import { appImageOf, RUNS, startUpdateServer, type UpdateServer } from './update-server'

export { RUNS }
export const NEXT = 'the version that comes'
export const HOUR = 3_600_000

/** What each test has of its own. */
export const here = {} as { server: UpdateServer; machine: ReturnType<typeof appImageOf> }

/** Gives each test of the file a server of files and a machine with an AppImage. */
export function onMachineWithUpdates(): void {
  const given = process.env.APPIMAGE
  beforeEach(async () => {
    here.server = await startUpdateServer()
    here.machine = appImageOf(here.server.url)
    process.env.APPIMAGE = here.machine.file
  })
  afterEach(async () => {
    if (given === undefined) delete process.env.APPIMAGE
    else process.env.APPIMAGE = given
    await here.server.stop()
    rmSync(here.machine.folder, { recursive: true, force: true })
  })
}

const emptied = (cache: string) => rmSync(cache, { recursive: true, force: true })

export const installed = () => readFileSync(here.machine.file, 'utf8')

/** Installers that lie among what was fetched. */
export const left = (cache: string) =>
  existsSync(cache) ? readdirSync(cache, { recursive: true }).filter((name) => String(name).includes('AppImage')) : []

/** A station of version 0.1.0 that has been started, and what it said and did. */
export async function station({ version = '0.1.0', byInstaller = false, night = false, clear = emptied } = {}) {
  const log: string[] = []
  const clock = new FakeClock(new Date(2026, 0, 15, night ? 2 : 12).getTime())
  const now = { settled: true, restarts: 0 }
  const cache = join(here.machine.folder, 'updates')
  const updates = new Updates({
    updater: updaterOf({
      version,
      name: 'AX Station',
      isPackaged: true,
      resources: here.machine.resources,
      cache,
      log: (level, message) => log.push(`${level} ${message}`),
      appImage: here.machine.file,
      platform: 'linux',
    }),
    version,
    tried: new TriedVersions(join(here.machine.folder, 'tried-versions.json')),
    clear: () => clear(cache),
    byInstaller,
    log: { write: (level, message, detail) => log.push(`${level} ${message} ${detail?.error ?? ''}`.trim()) },
    clock,
    isSettled: () => now.settled,
    quit: () => {
      now.restarts += 1
    },
    changed: () => {},
  })
  updates.start()
  await updates.check()
  /** As the program does when it ends. */
  const quit = () => {
    updates.close(updates.isDue())
    return updates.ended()
  }
  return { updates, clock, log, now, quit, cache }
}
