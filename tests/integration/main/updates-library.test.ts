import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TriedVersions } from '@/main/updates/tried-versions'
import { updaterOf } from '@/main/updates/updater-of'
import { Updates } from '@/main/updates/updates'
import { FakeClock } from '../../support/fake-clock'
import { appImageOf } from '../../support/update-server'

const { cache } = createRequire(import.meta.url)
const brought = () => Object.keys(cache).filter((file) => /electron-updater/.test(file))
const isBrought = () => brought().length > 0

// Other tests of this process have brought it for themselves.
for (const file of brought()) delete cache[file]

test('the library for updates is brought once it is needed, and never where there is no address', async () => {
  const machine = appImageOf('http://127.0.0.1:9/stations')
  const started = async (isPackaged: boolean) => {
    const updates = new Updates({
      updater: updaterOf({
        version: '0.1.0',
        name: 'AX Station',
        isPackaged,
        resources: machine.resources,
        cache: join(machine.folder, 'updates'),
        log: () => {},
        appImage: machine.file,
        platform: 'linux',
      }),
      version: '0.1.0',
      tried: new TriedVersions(join(machine.folder, 'tried-versions.json')),
      clear: () => {},
      byInstaller: false,
      log: { write: () => {} },
      clock: new FakeClock(),
      isSettled: () => true,
      quit: () => {},
      changed: () => {},
    })
    const before = isBrought()
    updates.start()
    await updates.check()
    return { before, status: updates.state().status }
  }
  try {
    expect(await started(false)).toEqual({ before: false, status: 'off' })
    expect(isBrought()).toBe(false)
    expect(await started(true)).toEqual({ before: false, status: 'idle' })
    expect(isBrought()).toBe(true)
  } finally {
    rmSync(machine.folder, { recursive: true, force: true })
  }
})
