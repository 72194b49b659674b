import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  failedOutright,
  failureLines,
  passedAlone,
  playwrightCounts,
  together,
  vitestCounts,
  worthAnotherTry,
} from '@/scripts/test/results.mjs'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'ax-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function report(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('the end of a run names every failed test with its file and the first lines of its error', () => {
  const unit = vitestCounts(
    report({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [
        {
          name: join(root, 'tests/unit/a.test.ts'),
          status: 'failed',
          message: '',
          assertionResults: [
            {
              fullName: 'adds up',
              status: 'failed',
              failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m\n\n  at a'],
            },
            { fullName: 'is fine', status: 'passed', failureMessages: [] },
          ],
        },
        {
          name: join(root, 'tests/unit/b.test.ts'),
          status: 'failed',
          message: 'cannot be loaded',
          assertionResults: [],
        },
      ],
    }),
    false,
  )
  const failed = (message: string) => ({ status: 'failed', error: { message } })
  const at = { startTime: '2026-01-15T10:00:00.000Z', duration: 2_000 }
  const later = { startTime: '2026-01-15T10:01:00.000Z', duration: 4_000 }
  const spec = (title: string, status: string, results: object[], projectName = 'browser') => ({
    title,
    file: 'browser/c.spec.ts',
    tests: [{ status, projectName, results: results.map((result) => ({ ...at, ...result })) }],
  })
  const pages = playwrightCounts(
    report({
      suites: [
        {
          title: 'browser/c.spec.ts',
          file: 'browser/c.spec.ts',
          specs: [
            spec('opens', 'unexpected', [failed('not found')]),
            spec('shuts', 'expected', [{ status: 'passed', ...later }]),
            spec('is prepared', 'expected', [{ status: 'passed' }], 'screens'),
            spec('drives', 'skipped', [], 'electron'),
            spec('drives on', 'unexpected', [failed('stood')], 'electron'),
          ],
          suites: [
            {
              title: 'at night',
              file: 'support/nights.ts',
              specs: [spec('sleeps', 'flaky', [failed('woke up'), { status: 'passed' }])],
            },
          ],
        },
      ],
      errors: [],
    }),
    false,
    ['electron', 'browser'],
  )
  expect([unit, ...pages].map(({ passed, failed, skipped }) => [passed, failed, skipped])).toEqual([
    [3, 1, 1],
    [0, 1, 1],
    [2, 2, 0],
  ])
  expect(pages.map(({ name, seconds }) => [name, seconds])).toEqual([
    ['electron', 2],
    ['browser', 64],
  ])
  const check = failedOutright('scripts/check.mjs', 'a.ts(1,1): wrong')
  expect(failureLines([{ name: 'check', ...check }, { name: 'unit', ...unit }, ...pages])).toEqual([
    'FAILED check › scripts/check.mjs',
    '       a.ts(1,1): wrong',
    `FAILED unit › ${join('tests/unit/a.test.ts')} › adds up`,
    '       expected 1 to be 2',
    '         at a',
    `FAILED unit › ${join('tests/unit/b.test.ts')} › the file itself`,
    '       cannot be loaded',
    'FAILED electron › tests/browser/c.spec.ts › drives on',
    '       stood',
    'FAILED browser › tests/browser/c.spec.ts › opens',
    '       not found',
    'FAILED browser › tests/browser/c.spec.ts › at night › sleeps',
    '       woke up',
  ])
})

test('a run without a report, and one that fails outside of its tests, say so', () => {
  const outcome = (file: string, ok: boolean) => playwrightCounts(file, ok, ['electron', 'browser'])
  const failing = (failure: object) => [{ name: 'browser', failed: 1, failures: [failure] }]
  expect(outcome(join(folder, 'none.json'), true)).toMatchObject(failing({ title: 'the runner' }))
  const thrown = report({ suites: [], errors: [{ message: 'a hook threw' }] })
  const well = { name: 'electron', failed: 0 }
  expect(outcome(thrown, false)).toMatchObject([
    well,
    ...failing({ title: 'outside of the tests', error: 'a hook threw' }),
  ])
  expect(outcome(report({ suites: [] }), false)).toMatchObject([well, ...failing({ title: 'outside of the tests' })])
})

test('a few files that failed beside others are run again alone, and what passes then is told', () => {
  const failure = (file: string, title = 'opens') => ({ file, title, error: 'too late' })
  const suite = (name: string, ...failures: ReturnType<typeof failure>[]) => ({
    name,
    passed: 5,
    failed: failures.length,
    skipped: 0,
    failures,
  })
  const browser = suite('browser', failure('a.spec.ts'), failure('a.spec.ts', 'shuts'), failure('b.spec.ts'))
  expect(worthAnotherTry([suite('unit'), browser])).toEqual([
    { name: 'browser', file: 'a.spec.ts' },
    { name: 'browser', file: 'b.spec.ts' },
  ])
  const after = passedAlone(browser, 'a.spec.ts')
  expect(after).toMatchObject({ passed: 7, failed: 1, failures: [failure('b.spec.ts')] })
  expect(failureLines([after])).toEqual([
    'PASSED ONLY ALONE browser › a.spec.ts › opens',
    '       too late',
    'PASSED ONLY ALONE browser › a.spec.ts › shuts',
    '       too late',
    'FAILED browser › b.spec.ts › opens',
    '       too late',
  ])

  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => failure(`${name}.spec.ts`))
  expect(worthAnotherTry([suite('browser', ...many)])).toEqual([])
  expect(worthAnotherTry([suite('browser', failure('a.spec.ts')), suite('check', failure(''))])).toEqual([])
})

test('a suite that ran in parts counts as one, with the failures of all', () => {
  const failure = (title: string) => ({ file: 'tests/a.test.ts', title, error: 'no' })
  const part = (passed: number, ...failures: ReturnType<typeof failure>[]) => ({
    passed,
    failed: failures.length,
    skipped: 1,
    failures,
  })
  expect(together([part(3), part(2, failure('adds up'))])).toEqual({
    passed: 5,
    failed: 1,
    skipped: 2,
    failures: [failure('adds up')],
  })
})
