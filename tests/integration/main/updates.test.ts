import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TriedVersions } from '@/main/updates/tried-versions'
import { type BuiltApp, updaterOf } from '@/main/updates/updater-of'
import { Updates } from '@/main/updates/updates'
import { FakeClock } from '../../support/fake-clock'
import { appImageOf, startUpdateServer, type UpdateServer } from '../../support/update-server'

const RUNS = 'the version that runs'
const NEXT = 'the version that comes'
const HOUR = 3_600_000
const given = process.env.APPIMAGE

let server: UpdateServer
let machine: ReturnType<typeof appImageOf>

beforeEach(async () => {
  server = await startUpdateServer()
  machine = appImageOf(server.url)
  process.env.APPIMAGE = machine.file
})

afterEach(async () => {
  if (given === undefined) delete process.env.APPIMAGE
  else process.env.APPIMAGE = given
  await server.stop()
  rmSync(machine.folder, { recursive: true, force: true })
})

const emptied = (cache: string) => rmSync(cache, { recursive: true, force: true })
const installed = () => readFileSync(machine.file, 'utf8')

/** A station of version 0.1.0 that has been started, and what it said and did. */
async function station({ version = '0.1.0', byInstaller = false, night = false, clear = emptied } = {}) {
  const log: string[] = []
  const clock = new FakeClock(new Date(2026, 0, 15, night ? 2 : 12).getTime())
  const now = { settled: true, restarts: 0 }
  const cache = join(machine.folder, 'updates')
  const updates = new Updates({
    updater: updaterOf({
      version,
      name: 'AX Station',
      isPackaged: true,
      resources: machine.resources,
      cache,
      log: (level, message) => log.push(`${level} ${message}`),
      appImage: machine.file,
      platform: 'linux',
    }),
    version,
    tried: new TriedVersions(join(machine.folder, 'tried-versions.json')),
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

const left = (cache: string) =>
  existsSync(cache) ? readdirSync(cache, { recursive: true }).filter((name) => String(name).includes('AppImage')) : []

describe('a newer version', () => {
  test('is fetched in the background and installed when the station is quit; the old one stays beside it', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, log, quit, now } = await station()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null, needsPerson: false })
    expect(installed()).toBe(RUNS)
    expect(now.restarts).toBe(0)
    quit()
    expect(installed()).toBe(NEXT)
    expect(statSync(machine.file).mode & 0o111).toBe(0o111)
    expect(readFileSync(`${machine.file}.previous`, 'utf8')).toBe(RUNS)
    expect(log.join('\n')).toContain('A newer version is ready.')

    const next = await station({ version: '0.2.0' })
    expect(next.log).toContain('info The station has been updated.')
    expect(left(next.cache)).toEqual([])
    expect(next.updates.state()).toMatchObject({ status: 'idle', version: null, error: null })
  })

  test('is not installed while something waits for the server, neither by a person nor by quitting', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, now, quit } = await station()
    now.settled = false
    expect(() => updates.install()).toThrow(expect.objectContaining({ code: 'update_waits' }))
    expect(now.restarts).toBe(0)
    quit()
    expect(installed()).toBe(RUNS)
  })

  test('is taken by a person who restarts', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, now, quit } = await station({ byInstaller: true })
    quit()
    expect(installed()).toBe(RUNS)
    updates.install()
    expect(now.restarts).toBe(1)
    quit()
    expect(installed()).toBe(NEXT)
  })

  test('comes at night once nobody has been there for half an hour, and nothing waits', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, now, clock } = await station({ night: true })
    await clock.advance(20 * 60_000)
    updates.touched()
    await clock.advance(29 * 60_000)
    expect(now.restarts).toBe(0)
    now.settled = false
    await clock.advance(20 * 60_000)
    expect(now.restarts).toBe(0)
    now.settled = true
    await clock.advance(10 * 60_000)
    expect(now.restarts).toBe(1)
  })

  test('never comes by itself in the day, nor where the system asks for an administrator', async () => {
    server.publish('0.2.0', NEXT)
    const byDay = await station()
    await byDay.clock.advance(9 * HOUR)
    expect(byDay.now.restarts).toBe(0)
    const asking = await station({ night: true, byInstaller: true })
    await asking.clock.advance(2 * HOUR)
    expect(asking.updates.state()).toMatchObject({ status: 'ready', needsPerson: true })
    expect(asking.now.restarts).toBe(0)
  })

  test('is looked for every four hours, and dropped when it is taken back before it is installed', async () => {
    const { updates, clock, quit, log } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', error: 'update_unreachable', checkedAt: null })
    server.publish('0.2.0', NEXT)
    await clock.advance(4 * HOUR)
    await expect.poll(() => updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
    server.publish('0.1.0', RUNS)
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null })
    expect(log.join('\n')).toContain('no longer offered')
    quit()
    expect(installed()).toBe(RUNS)
  })

  test('stays ready while the address does not answer', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, quit } = await station()
    server.instead = (_request, response) => void response.writeHead(500).end()
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: 'update_unreachable' })
    quit()
    expect(installed()).toBe(NEXT)
  })

  test('is ready no longer while the same one is fetched anew, which was published again with other content', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, quit } = await station()
    const mended = 'the same, mended'
    server.publish('0.2.0', mended)
    server.missing = true
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null, error: 'update_unreachable' })
    expect(() => updates.install()).toThrow(expect.objectContaining({ code: 'update_none' }))
    quit()
    expect(installed()).toBe(RUNS)
    server.missing = false
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
    quit()
    expect(installed()).toBe(mended)
  })

  test('is restarted into once, however often a person presses', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, now } = await station()
    updates.install()
    updates.install()
    expect(now.restarts).toBe(1)
  })

  test('that could not be installed, or was put back by hand, is left to a person', async () => {
    server.publish('0.2.0', NEXT)
    const first = await station()
    first.quit()
    // As somebody does who takes the old version back.
    rmSync(machine.file)
    machine = { ...machine, file: `${machine.file}.previous` }
    process.env.APPIMAGE = machine.file
    const again = await station({ night: true })
    expect(again.updates.state()).toMatchObject({ status: 'ready', needsPerson: true, error: 'update_failed' })
    await again.clock.advance(2 * HOUR)
    again.quit()
    expect(again.now.restarts).toBe(0)
    expect(installed()).toBe(RUNS)
  })

  test('that ran and was taken back comes again by a person alone; the next one comes as always', async () => {
    server.publish('0.2.0', NEXT)
    const first = await station()
    first.quit()
    await station({ version: '0.2.0' })
    renameSync(`${machine.file}.previous`, machine.file)
    const back = await station({ night: true })
    expect(back.updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', needsPerson: true, error: null })
    expect(back.log.filter((line) => line.includes('taken back'))).toHaveLength(1)
    await back.clock.advance(2 * HOUR)
    expect(back.now.restarts).toBe(0)
    back.quit()
    expect(installed()).toBe(RUNS)
    const wanted = await station()
    wanted.updates.install()
    wanted.quit()
    expect(installed()).toBe(NEXT)

    await station({ version: '0.2.0' })
    renameSync(`${machine.file}.previous`, machine.file)
    server.publish('0.3.0', 'the one after it')
    const later = await station()
    expect(later.updates.state()).toMatchObject({ status: 'ready', version: '0.3.0', needsPerson: false })
    later.quit()
    expect(installed()).toBe('the one after it')
  })

  test('is not waited for in vain by whoever restarted into it: a station that installed nothing starts again', async () => {
    server.publish('0.2.0', NEXT)
    const waiting = await station({ byInstaller: true })
    waiting.updates.install()
    waiting.now.settled = false
    expect(waiting.quit()).toBe(true)
    expect(installed()).toBe(RUNS)
    // It was not even tried, and is no version that failed.
    const slow = await station()
    expect(slow.updates.state()).toMatchObject({ status: 'ready', needsPerson: false, error: null })
    slow.updates.install()
    // Its closing took too long.
    expect(slow.updates.ended()).toBe(true)
    slow.updates.close(true)
    expect(installed()).toBe(RUNS)

    const gone = await station({ byInstaller: true })
    gone.updates.install()
    for (const name of left(gone.cache)) rmSync(join(gone.cache, String(name)))
    expect(gone.quit()).toBe(true)
  })

  test('is started by the installer that brings it, and by nobody where a station was only quit', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, quit } = await station({ byInstaller: true })
    updates.install()
    expect(quit()).toBe(false)
    expect(installed()).toBe(NEXT)
    server.publish('0.3.0', 'the one after it')
    const later = await station({ version: '0.2.0' })
    expect(later.quit()).toBe(false)
    expect(installed()).toBe('the one after it')
  })

  test('that cannot be noted at night is left to a person', async () => {
    server.publish('0.2.0', NEXT)
    const { updates, now, clock, log } = await station({ night: true })
    rmSync(join(machine.folder, 'tried-versions.json'))
    mkdirSync(join(machine.folder, 'tried-versions.json'))
    await clock.advance(2 * HOUR)
    expect(now.restarts).toBe(0)
    expect(log.filter((line) => line.startsWith('error update_failed: '))).toHaveLength(1)
    expect(updates.state()).toMatchObject({ status: 'ready', needsPerson: true })
  })

  test('that cannot be written leaves the one that runs', async () => {
    server.publish('0.2.0', NEXT)
    const { quit, log, cache } = await station()
    for (const name of left(cache)) rmSync(join(cache, String(name)))
    quit()
    expect(installed()).toBe(RUNS)
    expect(log.at(-1)).toContain('error update_failed')
  })
})

describe('a station starts, and goes on as it is,', () => {
  test('where its notes of versions cannot be written, and installs nothing without them', async () => {
    mkdirSync(join(machine.folder, 'tried-versions.json'))
    server.publish('0.2.0', NEXT)
    const { updates, log, quit, clock, now } = await station({ night: true })
    expect(log.join('\n')).toContain('warn update_failed: ')
    expect(updates.state()).toMatchObject({ status: 'ready', needsPerson: true })
    // It would start again as it is, each night.
    await clock.advance(2 * HOUR)
    expect(now.restarts).toBe(0)
    expect(() => updates.install()).toThrow(expect.objectContaining({ code: 'update_failed' }))
    expect(log.at(-1)).toContain('error update_failed: ')
    expect(now.restarts).toBe(0)
    expect(quit()).toBe(false)
    expect(installed()).toBe(RUNS)
  })

  test('where there can be no folder for what is fetched', async () => {
    writeFileSync(join(machine.folder, 'updates'), 'no folder')
    server.publish('0.2.0', NEXT)
    const { updates } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', error: 'update_failed' })
  })

  test('where what was fetched cannot be removed', async () => {
    server.publish('0.2.0', NEXT)
    const before = await station()
    before.quit()
    const { updates, log } = await station({
      version: '0.2.0',
      clear: () => {
        throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      },
    })
    expect(log.join('\n')).toContain('busy')
    expect(updates.state()).toMatchObject({ status: 'idle', error: null })
  })
})

describe('of an AppImage only what differs is fetched', () => {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
  const { appendBlockmap } = builder('app-builder-lib/out/targets/differentialUpdateInfoBuilder.js')

  /** Publishes there what differs from the file that runs by little. */
  async function publishAt(place: UpdateServer): Promise<Buffer> {
    const old = randomBytes(2_000_000)
    writeFileSync(machine.file, old)
    await appendBlockmap(machine.file)
    const made = join(machine.folder, 'made')
    const parts = [old.subarray(0, 500_000), randomBytes(1_000), old.subarray(500_000, 1_500_000), randomBytes(1_000)]
    writeFileSync(made, Buffer.concat([...parts, old.subarray(1_500_000)]))
    const { blockMapSize } = await appendBlockmap(made)
    const next = readFileSync(made)
    place.publish('0.2.0', next, { blockMapSize })
    return next
  }

  test('from a folder', async () => {
    const next = await publishAt(server)
    const { updates, quit } = await station()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
    expect(server.sent()).toBeLessThan(400_000)
    quit()
    expect(readFileSync(machine.file).equals(next)).toBe(true)
  })

  test('behind redirects, as those of GitHub', async () => {
    const store = await startUpdateServer()
    try {
      const next = await publishAt(store)
      const there = new URL(store.url).origin
      server.instead = ({ url }, response) => void response.writeHead(302, { location: `${there}${url}` }).end()
      const { updates, quit } = await station()
      expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
      expect(store.sent()).toBeLessThan(400_000)
      quit()
      expect(readFileSync(machine.file).equals(next)).toBe(true)
    } finally {
      await store.stop()
    }
  })
})

test('what could not be put in place leaves nothing behind, and the log says why', async () => {
  server.publish('0.2.0', NEXT)
  const { quit, log } = await station()
  rmSync(machine.file)
  mkdirSync(machine.file)
  quit()
  expect(readdirSync(machine.folder).filter((name) => name.endsWith('.next'))).toEqual([])
  expect(log.join('\n')).toMatch(/info .*EISDIR/)
})

describe('what is refused', () => {
  test.each([
    ['a file with another sum', 'update_damaged', { sha512: 'c29tZXRoaW5nIGVsc2U=' }],
    ['a file without a sum', 'update_damaged', { sha512: null }],
    ['a file at an address that is not https', 'update_insecure', { url: 'http://elsewhere.example/next.AppImage' }],
  ] as const)('%s', async (_what, error, announced) => {
    server.publish('0.2.0', NEXT, announced)
    const { updates, quit, log, cache } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null, error })
    expect(log.join('\n')).toContain(`warn ${error}: `)
    expect(left(cache)).toEqual([])
    quit()
    expect(installed()).toBe(RUNS)
  })

  test('an older version', async () => {
    server.publish('0.0.9', 'an older version')
    const { updates, quit, log } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null, error: null })
    expect(updates.state().checkedAt).not.toBeNull()
    expect(log.join('\n')).toContain('Only an older version is offered')
    expect(server.asked).toEqual(['/stations/latest-linux.yml'])
    quit()
    expect(installed()).toBe(RUNS)
  })

  test.each([
    ['a redirect to an address that is not https', 'http://elsewhere.example/latest-linux.yml', 'update_insecure'],
    ['a redirect to where nothing answers', 'http://127.0.0.1:9/latest-linux.yml', 'update_unreachable'],
    ['redirects without an end', '/stations/latest-linux.yml', 'update_unreachable'],
  ])('%s', async (_what, location, error) => {
    server.instead = (_request, response) => void response.writeHead(302, { location }).end()
    const { updates } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', error })
    expect(server.asked.length).toBeLessThan(8)
  })

  test('what is no description of a version', async () => {
    server.instead = (_request, response) => void response.end('<!doctype html><p>Sign in to the network')
    const { updates } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', error: 'update_failed' })
  })
})

test('a program without an address, or that does not replace itself, asks nobody', async () => {
  const of = (change: Partial<BuiltApp>) =>
    updaterOf({
      version: '0.1.0',
      name: 'AX Station',
      isPackaged: true,
      resources: machine.resources,
      cache: join(machine.folder, 'updates'),
      log: () => {},
      appImage: machine.file,
      platform: 'linux',
      ...change,
    })
  expect(of({ isPackaged: false })).toBe('off')
  expect(of({ resources: join(machine.folder, 'none') })).toBe('off')
  expect(of({ appImage: undefined })).toBe('by_hand')
  expect(of({ platform: 'darwin' })).toBe('by_hand')
  expect(server.asked).toEqual([])
})
