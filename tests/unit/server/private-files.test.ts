import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepPrivate } from '@/cms/server/private-files'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-private-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8)

test.skipIf(process.platform === 'win32')('what was open to others is closed, the owner keeps what he had', () => {
  const data = path.join(folder, 'data')
  const elsewhere = path.join(folder, 'elsewhere.db')
  const open: [string, number][] = [
    [path.join(data, 'secret'), 0o644],
    [path.join(data, 'ax-station.db-wal'), 0o664],
    [path.join(data, 'logs/server.log'), 0o666],
    [path.join(data, 'run.sh'), 0o755],
    [elsewhere, 0o644],
  ]
  fs.mkdirSync(path.join(data, 'logs'), { recursive: true })
  for (const [file, mode] of open) {
    fs.writeFileSync(file, 'x')
    fs.chmodSync(file, mode)
  }
  fs.chmodSync(data, 0o755)
  fs.chmodSync(path.join(data, 'logs'), 0o755)

  keepPrivate(data, elsewhere)

  expect(open.map(([file]) => modeOf(file))).toEqual(['600', '600', '600', '700', '600'])
  expect([modeOf(data), modeOf(path.join(data, 'logs'))]).toEqual(['700', '700'])
})

test.skipIf(process.platform === 'win32')('a link leads to nothing that is changed', () => {
  const shared = path.join(folder, 'shared')
  fs.writeFileSync(shared, 'x')
  fs.chmodSync(shared, 0o644)
  const data = path.join(folder, 'data')
  fs.mkdirSync(data)
  fs.symlinkSync(shared, path.join(data, 'link'))
  keepPrivate(data, path.join(data, 'ax-station.db'))
  expect(modeOf(shared)).toBe('644')
})
