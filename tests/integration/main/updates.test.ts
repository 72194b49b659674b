import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOUR, here, installed, left, NEXT, onMachineWithUpdates, RUNS, station } from '../../support/updating-station'

onMachineWithUpdates()

describe('a newer version', () => {
  test('is fetched in the background and installed when the station is quit; the old one stays beside it', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, log, quit, now } = await station()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null, needsPerson: false })
    expect(installed()).toBe(RUNS)
    expect(now.restarts).toBe(0)
    quit()
    expect(installed()).toBe(NEXT)
    expect(statSync(here.machine.file).mode & 0o111).toBe(0o111)
    expect(readFileSync(`${here.machine.file}.previous`, 'utf8')).toBe(RUNS)
    expect(log.join('\n')).toContain('A newer version is ready.')

    const next = await station({ version: '0.2.0' })
    expect(next.log).toContain('info The station has been updated.')
    expect(left(next.cache)).toEqual([])
    expect(next.updates.state()).toMatchObject({ status: 'idle', version: null, error: null })
  })

  test('is not installed while something waits for the server, neither by a person nor by quitting', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, now, quit } = await station()
    now.settled = false
    expect(() => updates.install()).toThrow(expect.objectContaining({ code: 'update_waits' }))
    expect(now.restarts).toBe(0)
    quit()
    expect(installed()).toBe(RUNS)
  })

  test('is taken by a person who restarts', async () => {
    here.server.publish('0.2.0', NEXT)
    const before = await station({ byInstaller: true })
    before.quit()
    expect(installed()).toBe(RUNS)
    const { updates, now, quit } = await station({ byInstaller: true })
    updates.install()
    expect(now.restarts).toBe(1)
    quit()
    expect(installed()).toBe(NEXT)
  })

  test('comes at night once nobody has been there for half an hour, and nothing waits', async () => {
    here.server.publish('0.2.0', NEXT)
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
    here.server.publish('0.2.0', NEXT)
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
    here.server.publish('0.2.0', NEXT)
    await clock.advance(4 * HOUR)
    await expect.poll(() => updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
    here.server.publish('0.1.0', RUNS)
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null })
    expect(log.join('\n')).toContain('no longer offered')
    quit()
    expect(installed()).toBe(RUNS)
  })

  test('stays ready while the address does not answer', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, quit } = await station()
    here.server.instead = (_request, response) => void response.writeHead(500).end()
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: 'update_unreachable' })
    quit()
    expect(installed()).toBe(NEXT)
  })

  test('is ready no longer while the same one is fetched anew, which was published again with other content', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, quit } = await station()
    const mended = 'the same, mended'
    here.server.publish('0.2.0', mended)
    here.server.missing = true
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'idle', version: null, error: 'update_unreachable' })
    expect(() => updates.install()).toThrow(expect.objectContaining({ code: 'update_none' }))
    expect(updates.isDue()).toBe(false)
    here.server.missing = false
    await updates.check()
    expect(updates.state()).toMatchObject({ status: 'ready', version: '0.2.0', error: null })
    quit()
    expect(installed()).toBe(mended)
  })

  test('is restarted into once, however often a person presses', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, now } = await station()
    updates.install()
    updates.install()
    expect(now.restarts).toBe(1)
  })

  test('that could not be installed, or was put back by hand, is left to a person', async () => {
    here.server.publish('0.2.0', NEXT)
    const first = await station()
    first.quit()
    // As somebody does who takes the old version back.
    rmSync(here.machine.file)
    here.machine = { ...here.machine, file: `${here.machine.file}.previous` }
    process.env.APPIMAGE = here.machine.file
    const again = await station({ night: true })
    expect(again.updates.state()).toMatchObject({ status: 'ready', needsPerson: true, error: 'update_failed' })
    await again.clock.advance(2 * HOUR)
    again.quit()
    expect(again.now.restarts).toBe(0)
    expect(installed()).toBe(RUNS)
  })

  test('that ran and was taken back comes again by a person alone; the next one comes as always', async () => {
    here.server.publish('0.2.0', NEXT)
    const first = await station()
    first.quit()
    await station({ version: '0.2.0' })
    renameSync(`${here.machine.file}.previous`, here.machine.file)
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
    renameSync(`${here.machine.file}.previous`, here.machine.file)
    here.server.publish('0.3.0', 'the one after it')
    const later = await station()
    expect(later.updates.state()).toMatchObject({ status: 'ready', version: '0.3.0', needsPerson: false })
    later.quit()
    expect(installed()).toBe('the one after it')
  })

  test('is not waited for in vain by whoever restarted into it: a station that installed nothing starts again', async () => {
    here.server.publish('0.2.0', NEXT)
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

  test('that closing does not get to three times is left to a person, and the next one comes as always', async () => {
    here.server.publish('0.2.0', NEXT)
    for (const restarts of [1, 1, 1, 0, 0]) {
      const { updates, clock, now } = await station({ night: true })
      const given = restarts === 0
      expect(updates.state()).toMatchObject({
        status: 'ready',
        needsPerson: given,
        error: given ? 'update_not_reached' : null,
      })
      await clock.advance(2 * HOUR)
      expect(now.restarts).toBe(restarts)
      // Its closing took too long.
      updates.ended()
    }
    const plain = await station()
    plain.quit()
    expect(installed()).toBe(RUNS)
    const wanted = await station()
    wanted.updates.install()
    wanted.quit()
    expect(installed()).toBe(NEXT)

    here.server.publish('0.3.0', 'the one after it')
    const later = await station({ version: '0.2.0' })
    expect(later.updates.state()).toMatchObject({ status: 'ready', version: '0.3.0', needsPerson: false, error: null })
  })

  test('is started by the installer that brings it, and by nobody where a station was only quit', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, quit } = await station({ byInstaller: true })
    updates.install()
    expect(quit()).toBe(false)
    expect(installed()).toBe(NEXT)
    here.server.publish('0.3.0', 'the one after it')
    const later = await station({ version: '0.2.0' })
    expect(later.quit()).toBe(false)
    expect(installed()).toBe('the one after it')
  })

  test('that cannot be noted at night is left to a person', async () => {
    here.server.publish('0.2.0', NEXT)
    const { updates, now, clock, log } = await station({ night: true })
    rmSync(join(here.machine.folder, 'tried-versions.json'))
    mkdirSync(join(here.machine.folder, 'tried-versions.json'))
    await clock.advance(2 * HOUR)
    expect(now.restarts).toBe(0)
    expect(log.filter((line) => line.startsWith('error update_failed: '))).toHaveLength(1)
    expect(updates.state()).toMatchObject({ status: 'ready', needsPerson: true })
  })

  test('that cannot be written leaves the one that runs', async () => {
    here.server.publish('0.2.0', NEXT)
    const { quit, log, cache } = await station()
    for (const name of left(cache)) rmSync(join(cache, String(name)))
    quit()
    expect(installed()).toBe(RUNS)
    expect(log.at(-1)).toContain('error update_failed')
  })
})

describe('a station starts, and goes on as it is,', () => {
  test('where its notes of versions cannot be written, and installs nothing without them', async () => {
    mkdirSync(join(here.machine.folder, 'tried-versions.json'))
    here.server.publish('0.2.0', NEXT)
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
    writeFileSync(join(here.machine.folder, 'updates'), 'no folder')
    here.server.publish('0.2.0', NEXT)
    const { updates } = await station()
    expect(updates.state()).toMatchObject({ status: 'idle', error: 'update_failed' })
  })

  test('where what was fetched cannot be removed', async () => {
    here.server.publish('0.2.0', NEXT)
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
