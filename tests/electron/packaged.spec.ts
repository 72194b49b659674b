import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { archivePaths } from './archive'
import { type PackagedStation, packageStation } from './package-station'
import { ask, executable, startStation, stationFolder } from './station-app'

test.describe(`the packaged station [${executable.describe}]`, () => {
  const folder = stationFolder()
  let packaged: PackagedStation

  test.beforeAll(async () => {
    // Alone it has the server to build first.
    test.setTimeout(600_000)
    packaged = await packageStation()
  })

  test.afterAll(() => {
    packaged.remove()
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
})
