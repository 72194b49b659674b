import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UncaughtErrors } from '@/main/startup/uncaught-errors'

let folder: string
let now: number
let said: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-uncaught-'))
  now = Date.parse('2026-01-15T10:00:00Z')
  said = []
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A process of its own on the same folder. */
const program = () =>
  new UncaughtErrors({
    path: join(folder, 'restarts.json'),
    log: (level, message, { error }) => said.push(`${level}: ${message} ${String(error).split('\n')[0]}`),
    tell: ({ restarts }) => said.push(restarts ? 'starts again' : 'goes on'),
    restart: () => said.push('RESTART'),
    now: () => now,
  })

test('a thrown error is logged, told, and the program starts again, once', () => {
  const main = program()
  expect(main.lastRestart()).toBeNull()
  main.thrown(new TypeError('x is not a function'))
  main.thrown(new Error('while it closes'))
  main.rejected(new Error('while it closes'))
  expect(said).toEqual([
    'error: Uncaught exception. TypeError: x is not a function',
    'starts again',
    'RESTART',
    'error: Uncaught exception. Error: while it closes',
    'error: Unhandled rejection. Error: while it closes',
  ])
  expect(program().lastRestart()).toBe(now)
})

test('a rejected promise is logged and told, at most once a minute, and the program goes on', () => {
  const main = program()
  main.rejected(new Error('one'))
  now += 30_000
  main.rejected('two')
  now += 30_000
  main.rejected(undefined)
  expect(said.filter((each) => !each.startsWith('error'))).toEqual(['goes on', 'goes on'])
  expect(said).toHaveLength(5)
})

test('a program that fails at every start stops starting after three times in ten minutes, and goes on', () => {
  for (let start = 0; start < 3; start += 1) {
    program().thrown(new Error('again'))
    now += 60_000
  }
  expect(said.filter((each) => each === 'RESTART')).toHaveLength(3)
  const fourth = program()
  fourth.thrown(new Error('again'))
  expect(said.at(-1)).toBe('goes on')
  now += 10 * 60_000
  fourth.thrown(new Error('later'))
  expect(said.at(-1)).toBe('RESTART')
})

test('where restarts cannot be counted the program does not start again', () => {
  mkdirSync(join(folder, 'restarts.json'))
  program().thrown(new Error('x'))
  expect(said.at(-1)).toBe('goes on')
})

test('a damaged count begins anew', () => {
  writeFileSync(join(folder, 'restarts.json'), '{"restarts": "many"')
  program().thrown(new Error('x'))
  expect(said.at(-1)).toBe('RESTART')
})
