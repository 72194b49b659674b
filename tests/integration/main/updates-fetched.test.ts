import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type BuiltApp, updaterOf } from '@/main/updates/updater-of'
import { startUpdateServer, type UpdateServer } from '../../support/update-server'
import { here, installed, left, NEXT, onMachineWithUpdates, RUNS, station } from '../../support/updating-station'

onMachineWithUpdates()

describe('of an AppImage only what differs is fetched', () => {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
  const { appendBlockmap } = builder('app-builder-lib/out/targets/differentialUpdateInfoBuilder.js')

  /** Publishes there what differs from the file that runs by little. */
  async function publishAt(place: UpdateServer): Promise<Buffer> {
    const old = randomBytes(2_000_000)
    writeFileSync(here.machine.file, old)
    await appendBlockmap(here.machine.file)
    const made = join(here.machine.folder, 'made')
    const parts = [old.subarray(0, 500_000), randomBytes(1_000), old.subarray(500_000, 1_500_000), randomBytes(1_000)]
    writeFileSync(made, Buffer.concat([...parts, old.subarray(1_500_000)]))
    const { blockMapSize } = await appendBlockmap(made)
    const next = readFileSync(made)
    place.publish('0.2.0', next, { blockMapSize })
    return next
  }

  test('from a folder', async () => {
    const next = await publishAt(here.server)
    const { updates, quit } = await station()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
    expect(here.server.sent()).toBeLessThan(400_000)
    quit()
    expect(readFileSync(here.machine.file).equals(next)).toBe(true)
  })

  test('behind redirects, as those of GitHub', async () => {
    const store = await startUpdateServer()
    try {
      const next = await publishAt(store)
      const there = new URL(store.url).origin
      here.server.instead = ({ url }, response) => void response.writeHead(302, { location: `${there}${url}` }).end()
      const { updates, quit } = await station()
      expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
      expect(store.sent()).toBeLessThan(400_000)
      quit()
      expect(readFileSync(here.machine.file).equals(next)).toBe(true)
    } finally {
      await store.stop()
    }
  })
})

test('what could not be put in place leaves nothing behind, and the log says why', async () => {
  here.server.publish('0.2.0', NEXT)
  const { quit, log } = await station()
  rmSync(here.machine.file)
  mkdirSync(here.machine.file)
  quit()
  expect(readdirSync(here.machine.folder).filter((name) => name.endsWith('.next'))).toEqual([])
  expect(log.join('\n')).toMatch(/info .*EISDIR/)
})

describe('what is refused', () => {
  test.each([
    ['a file with another sum', 'update_damaged', { sha512: 'c29tZXRoaW5nIGVsc2U=' }],
    ['a file without a sum', 'update_damaged', { sha512: null }],
    ['a file at an address that is not https', 'update_insecure', { url: 'http://elsewhere.example/next.AppImage' }],
  ] as const)('%s', async (_what, error, announced) => {
    here.server.publish('0.2.0', NEXT, announced)
    const { updates, quit, log, cache } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null, error })
    expect(log.join('\n')).toContain(`warn ${error}: `)
    expect(left(cache)).toEqual([])
    quit()
    expect(installed()).toBe(RUNS)
  })

  test('an older version', async () => {
    here.server.publish('0.0.9', 'an older version')
    const { updates, quit, log } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null, error: null })
    expect(updates.state().checkedAt).not.toBeNull()
    expect(log.join('\n')).toContain('Only an older version is offered')
    expect(here.server.asked).toEqual(['/stations/latest-linux.yml'])
    quit()
    expect(installed()).toBe(RUNS)
  })

  test.each([
    ['a redirect to an address that is not https', 'http://elsewhere.example/latest-linux.yml', 'update_insecure'],
    ['a redirect to where nothing answers', 'http://127.0.0.1:9/latest-linux.yml', 'update_unreachable'],
    ['redirects without an end', '/stations/latest-linux.yml', 'update_unreachable'],
  ])('%s', async (_what, location, error) => {
    here.server.instead = (_request, response) => void response.writeHead(302, { location }).end()
    const { updates } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', error })
    expect(here.server.asked.length).toBeLessThan(8)
  })

  test('what is no description of a version', async () => {
    here.server.instead = (_request, response) => void response.end('<!doctype html><p>Sign in to the network')
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
      resources: here.machine.resources,
      cache: join(here.machine.folder, 'updates'),
      log: () => {},
      appImage: here.machine.file,
      platform: 'linux',
      ...change,
    })
  expect(of({ isPackaged: false })).toBe('off')
  expect(of({ resources: join(here.machine.folder, 'none') })).toBe('off')
  expect(of({ appImage: undefined })).toBe('by_hand')
  expect(of({ platform: 'darwin' })).toBe('by_hand')
  expect(here.server.asked).toEqual([])
})
