import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '@/cms/server/logging'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test("the server's own log is bounded: it goes on in a new file, and three old ones are kept", () => {
  const log = openLog(folder, 'info', 2_000)
  for (let number = 0; number < 500; number += 1) log.info({ number }, 'A line of the log')
  const logs = join(folder, 'logs')
  expect(readdirSync(logs).sort()).toEqual(['server.log', 'server.log.1', 'server.log.2', 'server.log.3'])
  for (const name of readdirSync(logs)) expect(statSync(join(logs, name)).size).toBeLessThanOrEqual(2_000)
  const last = readFileSync(join(logs, 'server.log'), 'utf8').trimEnd().split('\n').at(-1) ?? ''
  expect(JSON.parse(last)).toMatchObject({ number: 499, msg: 'A line of the log' })
})

test('a log that cannot be written fails nobody', () => {
  const log = openLog(folder, 'info')
  rmSync(join(folder, 'logs'), { recursive: true })
  chmodSync(folder, 0o500)
  expect(() => log.info('Nobody reads this')).not.toThrow()
  chmodSync(folder, 0o700)
})
