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

test('a refusal is a short line; a fault keeps its stack, whatever status it was told with', () => {
  const log = openLog(folder, 'info')
  const refusal = Object.assign(new Error('You may not'), { status: 403 })
  log.error({ err: refusal })
  log.error({ err: Object.assign(new Error('It broke'), { status: 500 }) })
  log.error({ err: refusal, msg: 'A command failed' })
  const lines = readFileSync(join(folder, 'logs', 'server.log'), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 30, time: expect.any(String), status: 403, msg: 'You may not' },
    expect.objectContaining({ level: 50, err: expect.objectContaining({ stack: expect.stringContaining('    at ') }) }),
    expect.objectContaining({ level: 50, err: expect.objectContaining({ stack: expect.stringContaining('    at ') }) }),
  ])
})
