import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeFileAtomically } from '@/main/settings/atomic-file'
import { type Cipher, Secrets } from '@/main/settings/secrets'
import { Settings } from '@/main/settings/settings'
import { DEFAULT_SETTINGS } from '@/preload/contract'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-settings-'))
  path = join(folder, 'settings.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(overrides = {}) {
  return new Settings({
    path,
    overrides,
    open: () => ({
      get store() {
        try {
          return JSON.parse(readFileSync(path, 'utf8'))
        } catch {
          return {}
        }
      },
      set store(value: Record<string, unknown>) {
        writeFileAtomically(path, JSON.stringify(value))
      },
    }),
  })
}

describe('settings', () => {
  test('a first start has the defaults, and what is written is there at the next', () => {
    expect(open().read()).toEqual(DEFAULT_SETTINGS)
    open().write({ role: 'bay', bayId: 'bay-2' })
    expect(open().read()).toEqual({ ...DEFAULT_SETTINGS, role: 'bay', bayId: 'bay-2' })
  })

  test('a file that is not JSON is set aside with its content, and the defaults are used', () => {
    writeFileSync(path, '{"role": "bay", "bay')
    const settings = open()
    expect(settings.read()).toEqual(DEFAULT_SETTINGS)
    expect(readFileSync(settings.recovered?.setAside as string, 'utf8')).toBe('{"role": "bay", "bay')
  })

  test('one bad value costs that value alone', () => {
    writeFileSync(
      path,
      JSON.stringify({ mode: 'client', serverUrl: 'http://10.0.0.5:3710', theme: 'pink', sounds: 'loud' }),
    )
    const settings = open()
    expect(settings.read()).toEqual({ ...DEFAULT_SETTINGS, mode: 'client', serverUrl: 'http://10.0.0.5:3710' })
    expect(settings.recovered?.reason).toMatch(/theme: .*sounds: /)
    expect(open().recovered).toBeNull()
  })

  test.each(['null', '[]', '"text"', '7'])('a file that holds %s is set aside', (text) => {
    writeFileSync(path, text)
    expect(open().read()).toEqual(DEFAULT_SETTINGS)
  })

  test('the environment wins for this start, is not kept, and stands back for what a person changes', () => {
    const settings = open({ kiosk: true, role: 'board' })
    expect(settings.read()).toMatchObject({ kiosk: true, role: 'board' })
    settings.write({ kiosk: false })
    expect(settings.read()).toMatchObject({ kiosk: false, role: 'board' })
    expect(open().read()).toMatchObject({ kiosk: false, role: DEFAULT_SETTINGS.role })
  })

  test('a bad value is refused and changes nothing', () => {
    const settings = open()
    expect(() => settings.write({ theme: 'pink' as never })).toThrow()
    expect(settings.read()).toEqual(DEFAULT_SETTINGS)
  })
})

describe('secrets', () => {
  const shift = (by: number) => (bytes: Buffer) => Buffer.from(bytes.map((byte) => (byte + by) & 0xff))
  const cipher: Cipher = {
    encrypt: (text) => shift(7)(Buffer.from(text)),
    decrypt: (sealed) => shift(-7)(sealed).toString(),
  }
  const file = () => join(folder, 'secrets.json')
  const make = (used: Cipher | null, warnings: string[] = []) =>
    new Secrets({ path: file(), cipher: used, warn: (message) => warnings.push(message) })

  test('are sealed by the keyring and readable at the next start', () => {
    make(cipher).write('pairingKey', 'my-secret-key')
    expect(make(cipher).read('pairingKey')).toBe('my-secret-key')
    const text = readFileSync(file(), 'utf8')
    expect(text).not.toContain('my-secret-key')
    expect(text).not.toContain(Buffer.from('my-secret-key').toString('base64'))
    expect(make(cipher).storage).toBe('os')
  })

  test('without a keyring the file is for this account alone, and the person is warned', () => {
    const warnings: string[] = []
    const secrets = make(null, warnings)
    secrets.write('pairingKey', 'my-secret-key')
    expect(secrets.storage).toBe('file')
    expect(warnings).toEqual([expect.stringContaining('no keyring')])
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(make(null).read('pairingKey')).toBe('my-secret-key')
  })

  test('kept before there was a keyring are sealed as soon as there is one', () => {
    make(null).write('pairingKey', 'my-secret-key')
    make(null).write('pin', 'hash')
    expect(make(cipher).read('pairingKey')).toBe('my-secret-key')
    const text = readFileSync(file(), 'utf8')
    for (const secret of ['my-secret-key', 'hash']) expect(text).not.toContain(Buffer.from(secret).toString('base64'))
    expect(make(cipher).read('pin')).toBe('hash')
    expect(make(null).read('pin')).toBeNull()
  })

  test('stay as they are where the keyring refuses to seal them', () => {
    make(null).write('pin', 'hash')
    const warnings: string[] = []
    const refuses = {
      ...cipher,
      encrypt: () => {
        throw new Error('locked')
      },
    }
    expect(make(refuses, warnings).read('pin')).toBe('hash')
    expect(warnings).toEqual([expect.stringContaining('could not be sealed')])
  })

  test('what cannot be unsealed is missing, not a crash', () => {
    make(cipher).write('pairingKey', 'x')
    const broken = {
      ...cipher,
      decrypt: () => {
        throw new Error('keyring was reset')
      },
    }
    const warnings: string[] = []
    expect(make(broken, warnings).read('pairingKey')).toBeNull()
    expect(make(null).read('pairingKey')).toBeNull()
    expect(warnings).toEqual([expect.stringContaining('pairingKey')])
  })

  test('a damaged file is set aside', () => {
    writeFileSync(file(), 'garbage')
    const secrets = make(cipher)
    expect(secrets.read('pin')).toBeNull()
    secrets.write('pin', 'x')
    expect(readdirSync(folder).some((name) => name.startsWith('secrets.json.broken-'))).toBe(true)
    expect(make(cipher).read('pin')).toBe('x')
  })
})
