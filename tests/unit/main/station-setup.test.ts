import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stationHandlers } from '@/main/ipc/station-handlers'
import { PinGate } from '@/main/pin/pin-gate'
import { Secrets } from '@/main/settings/secrets'
import { Settings } from '@/main/settings/settings'
import { Station, type StationParts } from '@/main/station'
import { StationError } from '@/main/station-error'
import type { Setup } from '@/preload/contract'

const OPEN_CODE = '000111'
const CHOICE_KEY = 'a-key-of-a-choice-of-32-character'
const PAIRED = { apiKey: 'a-key-for-a-code-of-32-characters', name: 'desk-2', role: 'cashier', bay: null }

let folder: string
let checks: number
/** What the server says to whoever chooses. */
let ended: 'choice_over' | 'already_chosen' | 'unreachable' | null
/** The disk takes no settings. */
let full: boolean

beforeEach(() => {
  full = false
  folder = mkdtempSync(join(tmpdir(), 'ax-setup-'))
  checks = 0
  ended = null
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A station's settings, secrets and PIN as they are, nothing of a window or a server. */
function station() {
  const secrets = new Secrets({ path: join(folder, 'secrets.json'), cipher: null, warn: () => undefined })
  let kept: Record<string, unknown> = {}
  const store = {
    get store() {
      return kept
    },
    set store(value) {
      if (full) throw new Error('no space left on the disk')
      kept = value
    },
  }
  const settings = new Settings({ path: join(folder, 'settings.json'), open: () => store })
  const pin = new PinGate({ read: () => secrets.read('pin'), write: (text) => secrets.write('pin', text) })
  const done: unknown[] = []
  const quiet = { send: () => undefined, setKiosk: (kiosk: boolean) => done.push({ kiosk }) }
  const parts = {
    settings,
    secrets,
    pin,
    screen: quiet,
    log: { write: () => undefined },
    sync: { follow: async () => undefined },
    server: {
      start: () => undefined,
      stop: async () => undefined,
      restart: async () => undefined,
      state: () => ({ url: 'http://127.0.0.1:3710' }),
    },
    hostKey: { read: () => null },
    admin: () => ({ email: 'a@b.example', password: 'secret' }),
    networkUrls: () => ['http://192.168.1.10:3710'],
    openAdminPanel: async (url: string | null) => void done.push({ url }),
    checkServer: async () => {
      checks += 1
    },
    pairWithCode: async ({ serverUrl, code }: { serverUrl: string; code: string }) => {
      const known = { url: serverUrl, pin: 'p'.repeat(43) }
      return code === OPEN_CODE ? { ...known, choiceKey: CHOICE_KEY } : { ...known, ...PAIRED }
    },
    loadChoices: async ({ choiceKey }: { choiceKey: string }) => {
      if (ended) throw new StationError(ended, 'no longer')
      return { site: choiceKey === CHOICE_KEY ? 'Ampang' : 'none', secondsLeft: 400, roles: ['cashier'], bays: [] }
    },
    sendChoice: async ({ url, pin }: { url: string; pin: string }, choice: object) => {
      if (ended) throw new StationError(ended, 'no longer')
      return { ...PAIRED, ...choice, url, pin }
    },
  }
  const made = new Station(parts as unknown as StationParts)
  const handlers = stationHandlers(made, {} as never)
  return { made, settings, secrets, pin, handlers, done }
}

const host: Setup = { mode: 'host', role: 'cashier', bayId: null, language: 'en' }
const client: Setup = {
  ...host,
  mode: 'client',
  serverUrl: 'http://10.0.0.5:3710',
  pairingKey: 'a-key-of-32-characters-and-more-',
}

describe('a station that hosts the server', () => {
  test('is not set up without a PIN, and keeps the one it has', async () => {
    const { made, settings, handlers } = station()
    await expect(made.completeSetup(host)).rejects.toMatchObject({ code: 'pin_required' })
    expect(settings.read().mode).toBeNull()
    await made.completeSetup({ ...host, pin: '4711' })
    expect(settings.read().mode).toBe('host')
    expect(made.serverAdmin()).toMatchObject({ password: 'secret', networkUrls: [] })
    await expect(Promise.resolve().then(() => handlers['pin:set']({ pin: null }, {} as never))).rejects.toMatchObject({
      code: 'pin_required',
    })
    // Set up again with the PIN it has.
    await made.completeSetup(host)
    settings.write({ shareOnNetwork: true })
    expect(made.serverAdmin()?.networkUrls).toEqual(['http://192.168.1.10:3710'])
  })

  test('that has none, set up by an older release or the environment, shows no password', () => {
    const { made, settings } = station()
    settings.write({ mode: 'host' })
    expect(() => made.serverAdmin()).toThrow(expect.objectContaining({ code: 'pin_required' }))
  })
})

test('the admin panel opens behind the PIN, in front of the kiosk', async () => {
  const { made, pin, handlers, done } = station()
  await made.completeSetup({ ...host, pin: '4711' })
  pin.lock()
  const open = async () => handlers['server:openAdmin'](undefined, {} as never)
  await expect(open()).rejects.toMatchObject({ code: 'pin_needed' })
  expect(done).toEqual([])
  await pin.unlock('4711')
  await open()
  expect(done).toEqual([{ url: 'http://127.0.0.1:3710' }, { kiosk: false }])
})

test('a station that has lost its settings still asks for its PIN before anything is tried or kept', async () => {
  const { made, secrets, pin, handlers } = station()
  await made.completeSetup({ ...client, pin: '4711' })
  pin.lock()
  const again = station()
  expect(again.settings.read().mode).toBeNull()
  const other = { ...client, pairingKey: 'another-key-of-32-characters-----' }
  await expect(again.made.completeSetup(other)).rejects.toMatchObject({ code: 'pin_needed' })
  await expect(
    handlers['setup:check']({ serverUrl: client.serverUrl, pairingKey: 'x'.repeat(32) }, {} as never),
  ).rejects.toMatchObject({ code: 'pin_needed' })
  expect(checks).toBe(1)
  expect(secrets.read('pairingKey')).toBe(client.pairingKey)
  await again.pin.unlock('4711')
  await again.made.completeSetup(other)
  expect(again.secrets.read('pairingKey')).toBe(other.pairingKey)
})

test('a key got for a code stays in main until the set-up is complete, and is good for that server alone', async () => {
  const { made, secrets, pin, handlers } = station()
  const { pairingKey: _, ...byCode } = client
  await expect(made.completeSetup(byCode)).rejects.toMatchObject({ code: 'no_key' })
  const pair = async () =>
    handlers['setup:pair']({ serverUrl: client.serverUrl, code: '482913', fingerprint: null }, {} as never)
  expect(await pair()).toEqual({
    ...{ name: 'desk-2', role: 'cashier', bay: null },
    ...{ serverUrl: client.serverUrl, isPinned: true },
  })
  expect(secrets.read('pairingKey')).toBeNull()
  await expect(made.completeSetup({ ...byCode, serverUrl: 'http://10.0.0.6:3710' })).rejects.toMatchObject({
    code: 'no_key',
  })
  await made.completeSetup({ ...byCode, pin: '4711' })
  expect(secrets.read('pairingKey')).toBe('a-key-for-a-code-of-32-characters')
  const known = { serverUrl: client.serverUrl, serverPin: 'p'.repeat(43) }
  expect(handlers['settings:read'](undefined as never, {} as never)).toMatchObject(known)
  pin.lock()
  await expect(pair()).rejects.toMatchObject({ code: 'pin_needed' })
})

const nothing = undefined as never
const page = {} as never
const pairBy = async ({ handlers }: ReturnType<typeof station>, code: string) =>
  handlers['setup:pair']({ serverUrl: client.serverUrl, code, fingerprint: null }, page)

test('a set-up that was left after its code was used goes on where it was, until it is complete', async () => {
  const first = station()
  expect(first.handlers['setup:unfinished'](nothing, page)).toBeNull()
  await pairBy(first, '482913')
  const again = station()
  const known = { serverUrl: client.serverUrl, isPinned: true }
  expect(again.handlers['setup:unfinished'](nothing, page)).toEqual({
    ...{ name: 'desk-2', role: 'cashier', bay: null },
    ...known,
  })
  const { pairingKey: _, ...byCode } = client
  await again.made.completeSetup(byCode)
  expect(again.secrets.read('pairingKey')).toBe(PAIRED.apiKey)
  expect(station().handlers['setup:unfinished'](nothing, page)).toBeNull()
})

test('what a code was good for is kept until the settings are written', async () => {
  const first = station()
  await pairBy(first, '482913')
  const { pairingKey: _, ...byCode } = client
  full = true
  await expect(first.made.completeSetup({ ...byCode, pin: '4711' })).rejects.toThrow('no space')
  full = false
  const again = station()
  await again.pin.unlock('4711')
  expect(again.handlers['setup:unfinished'](nothing, page)).toMatchObject({ name: 'desk-2' })
  await again.made.completeSetup(byCode)
  expect(again.settings.read()).toMatchObject({ mode: 'client', serverUrl: client.serverUrl })
  expect(again.handlers['setup:unfinished'](nothing, page)).toBeNull()
})

test('a set-up is complete once its settings are written; what its code was good for goes at the next start at the latest', async () => {
  const first = station()
  await pairBy(first, '482913')
  const path = join(folder, 'secrets.json')
  let kept = ''
  first.settings.onChange(() => {
    kept = readFileSync(path, 'utf8')
    rmSync(path)
    mkdirSync(path)
  })
  const { pairingKey: _, ...byCode } = client
  expect(await first.made.completeSetup(byCode)).toMatchObject({ mode: 'client', serverUrl: client.serverUrl })
  rmSync(path, { recursive: true })
  writeFileSync(path, kept)
  const again = station()
  // Not set up yet, as far as it knows.
  await again.made.start()
  expect(again.handlers['setup:unfinished'](nothing, page)).toMatchObject({ name: 'desk-2' })
  again.settings.write({ mode: 'client', serverUrl: client.serverUrl })
  await again.made.start()
  expect(again.handlers['setup:unfinished'](nothing, page)).toBeNull()
  expect(again.secrets.read('pairingKey')).toBe(PAIRED.apiKey)
})

test('a machine that was choosing chooses after a restart; its keys are told to no page, nor kept once it is over', async () => {
  expect(await pairBy(station(), OPEN_CODE)).toEqual({ serverUrl: client.serverUrl, isPinned: true })
  const again = station()
  const unfinished = () => again.handlers['setup:unfinished'](nothing, page)
  const choices = async () => again.handlers['setup:choices'](nothing, page)
  const choose = async () => again.handlers['setup:choose']({ role: 'bay', bay: 'bay-2' }, page)
  expect(unfinished()).toEqual({ serverUrl: client.serverUrl, isPinned: true })
  expect(await choices()).toMatchObject({ site: 'Ampang' })
  const { pairingKey: _, ...byCode } = client
  await expect(again.made.completeSetup(byCode)).rejects.toMatchObject({ code: 'no_key' })
  ended = 'unreachable'
  await expect(choose()).rejects.toMatchObject({ code: 'unreachable' })
  expect(unfinished()).not.toBeNull()
  ended = null
  expect(await choose()).toEqual({
    ...{ name: 'desk-2', role: 'bay', bay: 'bay-2' },
    ...{ serverUrl: client.serverUrl, isPinned: true },
  })
  await expect(choices()).rejects.toMatchObject({ code: 'no_key' })
  for (const end of ['choice_over', 'already_chosen'] as const) {
    await pairBy(again, OPEN_CODE)
    ended = end
    await expect(choices()).rejects.toMatchObject({ code: end })
    expect(unfinished()).toBeNull()
  }
  again.pin.lock()
  await again.pin.set('4711')
  again.pin.lock()
  for (const ask of [async () => unfinished(), choices, choose])
    await expect(ask()).rejects.toMatchObject({ code: 'pin_needed' })
})
