import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type NetworkInterfaceInfo, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RotatingLog } from '@/lib/log/rotating-log'
import { isLoopback, networkAddresses } from '@/lib/network/addresses'
import { xdgEntry } from '@/main/autostart/xdg-entry'
import { adminMade, adminToMake, hostAdmin } from '@/main/hosting/host-admin'
import { HostKey, stationName } from '@/main/hosting/host-key'
import { KeyRefusals } from '@/main/hosting/key-refusals'
import { syncTarget } from '@/main/hosting/sync-target'
import { Secrets } from '@/main/settings/secrets'
import { journalPath } from '@/main/sync/journal-path'
import type { StationSettings } from '@/preload/contract'

let folder: string
const secrets = () => new Secrets({ path: join(folder, 'secrets.json'), cipher: null, warn: () => undefined })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-hosting-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('which server is followed', () => {
  const input = {
    settings: { mode: null, serverUrl: null, serverPin: null } as Pick<
      StationSettings,
      'mode' | 'serverUrl' | 'serverPin'
    >,
    pairingKey: 'pairing',
    server: { url: null as string | null },
    hostKey: 'host',
    expectedUrl: 'http://127.0.0.1:3710',
  }

  test('none before the first run', () => expect(syncTarget(input)).toBeNull())

  test('as host: the journal at once, the network when the server has answered, wherever it does', () => {
    const settings = { mode: 'host', serverUrl: null, serverPin: null } as const
    expect(syncTarget({ ...input, settings })).toEqual({ journal: 'host', url: 'http://127.0.0.1:3710', key: null })
    expect(syncTarget({ ...input, settings, server: { url: 'http://127.0.0.1:9' } })).toEqual({
      journal: 'host',
      url: 'http://127.0.0.1:9',
      key: 'host',
    })
  })

  test('as client: each server has a journal of its own', () => {
    const settings = { mode: 'client', serverUrl: 'http://10.0.0.5:3710/', serverPin: null } as const
    const target = syncTarget({ ...input, settings })
    const plain = { journal: 'http://10.0.0.5:3710', url: 'http://10.0.0.5:3710', key: 'pairing', pin: null }
    expect(target).toEqual(plain)
    // Paired again, now by the server's key: what waits in the journal goes on waiting there.
    const pinned = { ...settings, serverUrl: 'https://10.0.0.5:3710', serverPin: 'p'.repeat(43) }
    expect(syncTarget({ ...input, settings: pinned })).toEqual({
      ...{ ...plain, url: 'https://10.0.0.5:3710' },
      pin: pinned.serverPin,
    })
    expect(journalPath('/d', 'http://10.0.0.5:3710')).not.toBe(journalPath('/d', 'http://10.0.0.6:3710'))
    expect(journalPath('/d', 'host')).toBe(join('/d', 'journal', 'host.sqlite'))
  })
})

describe('the key of the hosted server', () => {
  test('is asked for once, and again for another role, another bay, or when it was refused', () => {
    const bay = { role: 'bay', bayId: 'bay-1' } as const
    const key = new HostKey(secrets(), 'station-x')
    expect(key.provision(bay)).toEqual({ name: 'station-x', role: 'bay', bay: 'bay-1' })
    key.keep('0123456789')
    const again = new HostKey(secrets(), 'station-x')
    expect(again.provision(bay)).toBeNull()
    expect(again.read(bay)).toBe('0123456789')
    expect(again.provision({ role: 'bay', bayId: 'bay-2' })).not.toBeNull()
    expect(again.provision({ role: 'board', bayId: null })).toEqual({ name: 'station-x', role: 'board' })
    again.forget()
    expect(again.provision(bay)).not.toBeNull()
  })

  test('is filed for the role it was made for, though another was chosen before it came', () => {
    const bay = { role: 'bay', bayId: 'bay-1' } as const
    const board = { role: 'board', bayId: null } as const
    const key = new HostKey(secrets(), 'station-x')
    key.provision(bay)
    // The settings say "board" by now; the server still starts as it was asked to.
    expect(key.read(board)).toBeNull()
    key.keep('key-of-the-bay')
    expect(key.read(board)).toBeNull()
    expect(key.read(bay)).toBe('key-of-the-bay')
    expect(key.provision(board)).toEqual({ name: 'station-x', role: 'board' })
  })

  test('that nobody asked for is not kept', () => {
    const key = new HostKey(secrets(), 'station-x')
    key.keep('from-nowhere')
    expect(key.provision({ role: 'cashier', bayId: null })).not.toBeNull()
  })

  test.each([
    ['KIOSK-01.local', 'station-kiosk-01-local'],
    ['  ünïcode  ', 'station-n-code'],
    ['', 'station-host'],
  ])('a machine named %j is %s', (hostname, name) => expect(stationName(hostname)).toBe(name))

  test('the first administrator is made once and random', () => {
    const first = hostAdmin(secrets())
    expect(first.password.length).toBeGreaterThanOrEqual(20)
    expect(hostAdmin(secrets())).toEqual(first)
  })

  test('the server is told the password until it has made the account, and again if its database is gone', () => {
    const first = adminToMake(secrets(), false)
    expect(adminToMake(secrets(), true)).toEqual(first)
    adminMade(secrets())
    expect(adminToMake(secrets(), true)).toBeNull()
    expect(adminToMake(secrets(), false)).toEqual(first)
    expect(hostAdmin(secrets())).toEqual(first)
  })

  test('other machines are told addresses of this one, private networks first', () => {
    const address = (address: string, internal = false) =>
      ({ address, internal, family: 'IPv4' }) as NetworkInterfaceInfo
    const interfaces = {
      lo: [address('127.0.0.1', true)],
      wan: [address('203.0.113.7'), { address: 'fe80::1', internal: false, family: 'IPv6' } as NetworkInterfaceInfo],
      none: [address('169.254.3.4')],
      lan: [address('192.168.1.10')],
    }
    expect(networkAddresses('http://127.0.0.1:3710', interfaces)).toEqual([
      'http://192.168.1.10:3710',
      'http://203.0.113.7:3710',
    ])
  })

  test('a name that begins as this machine’s own address does is no name of it', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.10', '[::1]']) expect(isLoopback(host)).toBe(true)
    for (const host of ['127.example', '127.0.0.1.example', '192.168.1.10', '0.0.0.0'])
      expect(isLoopback(host)).toBe(false)
  })
})

describe('a key that the hosted server refuses', () => {
  const refused = (refusals: number) => ({ reason: 'unauthorized', refusals })
  const looking = (refusals: number) => ({ reason: null, refusals })

  test('is given up at the second refusal, a minute or more after the first', () => {
    const key = new KeyRefusals()
    expect(key.isUnknown(refused(1), 1_000)).toBe(false)
    expect(key.isUnknown(looking(1), 61_000)).toBe(false)
    expect(key.isUnknown(refused(2), 61_000)).toBe(true)
  })

  test('is not given up for one refusal, however long it lasts, nor for many in a hurry', () => {
    const key = new KeyRefusals()
    expect(key.isUnknown(refused(1), 0)).toBe(false)
    expect(key.isUnknown(refused(1), 3_600_000)).toBe(false)
    key.forget()
    // "Sync now", pressed again and again.
    for (let times = 1; times < 20; times += 1) expect(key.isUnknown(refused(times), times * 1_000)).toBe(false)
    expect(key.isUnknown(refused(20), 61_000)).toBe(true)
  })

  test('that was taken in between begins anew', () => {
    const key = new KeyRefusals()
    key.isUnknown(refused(1), 0)
    key.isUnknown({ reason: null, refusals: 0 }, 30_000)
    expect(key.isUnknown(refused(1), 70_000)).toBe(false)
    expect(key.isUnknown(refused(2), 100_000)).toBe(false)
    expect(key.isUnknown(refused(3), 131_000)).toBe(true)
  })
})

test('a log file never grows past its size, and three old ones are kept', () => {
  const path = join(folder, 'server.log')
  const log = new RotatingLog(path, 100, 3)
  for (let line = 0; line < 100; line += 1) log.append(`line ${String(line).padStart(3, '0')} of the server\n`)
  expect(readdirSync(folder).sort()).toEqual(['server.log', 'server.log.1', 'server.log.2', 'server.log.3'])
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).length).toBeLessThanOrEqual(100)
  expect(readFileSync(path, 'utf8')).toContain('line 099')
})

test('an autostart entry quotes what a shell or the specification would read', () => {
  const entry = xdgEntry('/opt/AX Station/ax-station', ['--data=$HOME/100%'])
  expect(entry).toContain(String.raw`Exec="/opt/AX Station/ax-station" "--data=\\$HOME/100%%"`)
  expect(entry.split('\n')[0]).toBe('[Desktop Entry]')
})
