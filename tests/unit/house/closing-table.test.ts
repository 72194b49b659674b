import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { failedOutright, failureLines, playwrightCounts, vitestCounts } from '@/scripts/test/results.mjs'

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
  const spec = (title: string, status: string, results: unknown[]) => ({
    title,
    file: 'browser/c.spec.ts',
    tests: [{ status, results }],
  })
  const browser = playwrightCounts(
    report({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      suites: [
        {
          title: 'browser/c.spec.ts',
          file: 'browser/c.spec.ts',
          specs: [
            spec('opens', 'unexpected', [failed('not found')]),
            spec('shuts', 'expected', [{ status: 'passed' }]),
          ],
          suites: [
            {
              title: 'at night',
              file: 'browser/c.spec.ts',
              specs: [spec('sleeps', 'flaky', [failed('woke up'), { status: 'passed' }])],
            },
          ],
        },
      ],
      errors: [],
    }),
    false,
  )
  expect([unit, browser].map(({ passed, failed, skipped }) => [passed, failed, skipped])).toEqual([
    [3, 1, 1],
    [1, 2, 0],
  ])
  const check = failedOutright('scripts/check.mjs', 'a.ts(1,1): wrong')
  expect(
    failureLines([
      { name: 'check', ...check },
      { name: 'unit', ...unit },
      { name: 'browser', ...browser },
    ]),
  ).toEqual([
    'FAILED check › scripts/check.mjs',
    '       a.ts(1,1): wrong',
    `FAILED unit › ${join('tests/unit/a.test.ts')} › adds up`,
    '       expected 1 to be 2',
    '         at a',
    `FAILED unit › ${join('tests/unit/b.test.ts')} › the file itself`,
    '       cannot be loaded',
    'FAILED browser › tests/browser/c.spec.ts › opens',
    '       not found',
    'FAILED browser › tests/browser/c.spec.ts › at night › sleeps',
    '       woke up',
  ])
})

test('a run without a report, and one that fails outside of its tests, say so', () => {
  expect(playwrightCounts(join(folder, 'none.json'), true)).toMatchObject({
    failed: 1,
    failures: [{ title: 'the runner' }],
  })
  const empty = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, suites: [] }
  expect(playwrightCounts(report({ ...empty, errors: [{ message: 'a hook threw' }] }), false)).toMatchObject({
    failed: 1,
    failures: [{ title: 'outside of the tests', error: 'a hook threw' }],
  })
  expect(playwrightCounts(report(empty), false)).toMatchObject({
    failed: 1,
    failures: [{ title: 'outside of the tests' }],
  })
})
