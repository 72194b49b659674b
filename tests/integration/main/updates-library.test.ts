import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { TriedVersions } from '@/main/updates/tried-versions'
import { updaterOf } from '@/main/updates/updater-of'
import { Updates } from '@/main/updates/updates'
import { FakeClock } from '../../support/fake-clock'
import { appImageOf } from '../../support/update-server'

const library = vi.hoisted(() => ({ isBrought: false }))
vi.mock('electron-updater', (importOriginal) => {
  library.isBrought = true
  return importOriginal()
})

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
    const before = library.isBrought
    updates.start()
    await updates.check()
    return { before, status: updates.state().status }
  }
  try {
    expect(await started(false)).toEqual({ before: false, status: 'off' })
    expect(library.isBrought).toBe(false)
    expect(await started(true)).toEqual({ before: false, status: 'idle' })
    expect(library.isBrought).toBe(true)
  } finally {
    rmSync(machine.folder, { recursive: true, force: true })
  }
})
