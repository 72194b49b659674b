import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { appImageOf, startUpdateServer, type UpdateServer } from '../support/update-server'
import { archivePaths } from './archive'
import { type PackagedStation, packageStation } from './package-station'
import { ask, executable, logOf, type StationApp, startStation, stationFolder } from './station-app'

test.describe(`the packaged station [${executable.describe}]`, () => {
  const folder = stationFolder()
  let packaged: PackagedStation
  let newer: UpdateServer

  test.beforeAll(async () => {
    // Alone it has the server to build first.
    test.setTimeout(600_000)
    newer = await startUpdateServer()
    packaged = await packageStation({ updates: newer.url })
  })

  test.afterAll(async () => {
    await newer?.stop()
    packaged?.remove()
    folder.remove()
  })

  function* filesBelow(path: string): Generator<string> {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name)
      if (entry.isDirectory()) yield* filesBelow(full)
      else yield full
    }
  }

  test('carries its own code, one native module and the server; nothing of the sources or tools', () => {
    const inside = archivePaths(join(packaged.resources, 'app.asar'))
    expect(inside).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/index.js',
        '/out/preload/index.cjs',
        '/out/renderer/index.html',
      ]),
    )
    const modules = new Set(inside.filter((name) => /^\/node_modules\/[^/]+$/.test(name)))
    expect([...modules]).toEqual(['/node_modules/better-sqlite3'])
    expect(inside.filter((name) => /^\/(main|renderer|cms|lib|tests|scripts)(\/|$)/.test(name))).toEqual([])
    expect(statSync(join(packaged.resources, 'server/cms/main.js')).size).toBeGreaterThan(1_000)
    // What makes pictures smaller and compiles styles is a quarter of what Next would bring.
    const brought = readdirSync(join(packaged.resources, 'server/node_modules'))
    expect(brought).toContain('next')
    expect(brought.filter((name) => ['@img', 'sharp', 'sass', 'caniuse-lite'].includes(name))).toEqual([])
  })

  test('holds native files of this system alone', () => {
    const native = [...filesBelow(packaged.resources)].filter((file) => file.endsWith('.node'))
    expect(native.length).toBeGreaterThan(1)
    const foreign = ['linux', 'darwin', 'win32', 'musl'].filter((system) => system !== process.platform)
    for (const file of native) {
      const name = file.slice(packaged.resources.length)
      expect(
        foreign.filter((system) => name.includes(system)),
        name,
      ).toEqual([])
    }
    expect(native.some((file) => file.includes(join('app.asar.unpacked', 'node_modules', 'better-sqlite3')))).toBe(true)
  })

  test('starts, hosts its server and shows the site', async () => {
    test.setTimeout(240_000)
    const station = await startStation({
      dataDir: folder.dataDir,
      packaged: packaged.executable,
      env: { AX_MODE: 'host', AX_PORT: '0' },
    })
    try {
      const { page } = station
      await expect.poll(async () => (await ask(page, 'server:state')).status, { timeout: 90_000 }).toBe('running')
      await expect
        .poll(async () => (await ask(page, 'feed:load')).status.freshness.kind, { timeout: 30_000 })
        .toBe('current')
      const { documents } = await ask(page, 'feed:load')
      expect(documents.some(({ kind }) => kind === 'queue')).toBe(true)
      expect(await station.app.evaluate(({ app }) => app.isPackaged)).toBe(true)
    } finally {
      await station.close()
    }
  })

  test('fetches a newer version, keeps it back while something waits, and is replaced by it as it closes', async () => {
    test.skip(process.platform !== 'linux', 'an AppImage')
    test.setTimeout(240_000)
    newer.publish('99.0.0', 'the version that comes')
    const machine = appImageOf(newer.url)
    const data = stationFolder()
    const started = (env: Record<string, string>) =>
      startStation({ dataDir: data.dataDir, packaged: packaged.executable, env: { APPIMAGE: machine.file, ...env } })
    const installed = () => readFileSync(machine.file, 'utf8')
    const ready = (page: Page) =>
      expect.poll(async () => (await ask(page, 'update:state')).status, { timeout: 60_000 }).toBe('ready')
    const ends = ({ app }: StationApp) => {
      const program = app.process()
      return () => expect.poll(() => program.exitCode, { timeout: 30_000 }).toBe(0)
    }
    try {
      const cutOff = await started({ AX_SERVER_URL: 'http://127.0.0.1:9', AX_STATION_KEY: 'a key of no server' })
      const cutOffEnds = ends(cutOff)
      await ready(cutOff.page)
      await ask(cutOff.page, 'feed:send', {
        id: randomUUID(),
        issuedAt: new Date().toISOString(),
        type: 'order.setStatus',
        payload: { orderID: 'AX-20260115-0001', staffNotes: 'kept' },
      })
      await expect(ask(cutOff.page, 'update:install')).rejects.toThrow('update_waits: ')
      await ask(cutOff.page, 'app:quit').catch(() => undefined)
      await cutOffEnds()
      expect(installed()).toBe('the version that runs')

      const host = await started({ AX_MODE: 'host', AX_PORT: '0' })
      const { page } = host
      const hostEnds = ends(host)
      await expect.poll(async () => (await ask(page, 'server:state')).status, { timeout: 90_000 }).toBe('running')
      await ready(page)
      await page.getByRole('button', { name: 'Settings', exact: true }).click()
      await page.getByRole('tab', { name: 'About', exact: true }).click()
      await expect(page.getByText('Version 99.0.0 is ready.')).toBeVisible()
      expect(installed()).toBe('the version that runs')
      await page.getByRole('button', { name: 'Restart now', exact: true }).click()
      await hostEnds()
      expect(installed()).toBe('the version that comes')
      expect(readFileSync(`${machine.file}.previous`, 'utf8')).toBe('the version that runs')
      expect(logOf(host.folder)).toContain('The newer version is installed.')
    } finally {
      data.remove()
      rmSync(machine.folder, { recursive: true, force: true })
    }
  })
})
