import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepPrivate } from '@/main/startup/private-folder'

let folder: string
const umask = process.umask()

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ax-private-')), 'station')
})

afterEach(() => {
  process.umask(umask)
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

test.skipIf(process.platform === 'win32')('a station keeps what it has and what it makes to its own account', () => {
  for (const inside of ['journal', 'logs', 'server']) mkdirSync(join(folder, inside), { recursive: true })
  for (const file of [
    'settings.json',
    'secrets.json',
    'journal/host.sqlite',
    'journal/host.sqlite-wal',
    'logs/station.log',
  ]) {
    writeFileSync(join(folder, file), 'x')
    chmodSync(join(folder, file), 0o666)
  }
  for (const inside of ['.', 'journal', 'logs', 'server']) chmodSync(join(folder, inside), 0o777)
  keepPrivate(folder)
  writeFileSync(join(folder, 'made-later'), 'x')
  const all = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]
  expect(all.filter((name) => statSync(join(folder, name)).mode & 0o077)).toEqual([])
  expect(all).toHaveLength(10)
})
