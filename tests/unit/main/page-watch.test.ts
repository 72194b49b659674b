import { beforeEach, describe, expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/domain/languages'
import { PageWatch } from '@/main/windows/page-watch'
import { recoveryPage } from '@/main/windows/recovery-page'
import { FakeClock } from '@/tests/support/fake-clock'

let clock: FakeClock
let did: string[]
let watch: PageWatch

beforeEach(() => {
  clock = new FakeClock()
  did = []
  watch = new PageWatch({
    clock,
    reload() {
      did.push('reload')
      watch.loading()
    },
    giveUp: (reason) => did.push(`give up: ${reason}`),
    note: ({ reason }) => did.push(reason),
  })
  watch.loading()
})

const MINUTE = 60_000

describe('a page', () => {
  test('that draws and goes on giving signs is left alone', async () => {
    for (let beat = 0; beat < 100; beat += 1) {
      watch.sign({ drawn: true })
      await clock.advance(5_000)
    }
    expect(did).toEqual([])
  })

  test('that gives no sign is hung', async () => {
    watch.sign({ drawn: true })
    await clock.advance(20_001)
    expect(did).toEqual(['hung', 'reload'])
  })

  test('that could say nothing because the machine slept is given its time anew', async () => {
    watch.sign({ drawn: true })
    for (let night = 0; night < 5; night += 1) await clock.sleep(60 * MINUTE)
    expect(did).toEqual([])
    await clock.advance(20_001)
    expect(did).toEqual(['hung', 'reload'])
  })

  test('that answers but never draws is white, after 30 s', async () => {
    for (let beat = 0; beat < 7; beat += 1) {
      watch.sign({ drawn: false })
      await clock.advance(5_000)
    }
    expect(did).toEqual(['white', 'reload'])
  })

  test('that loses what it had drawn is white', async () => {
    watch.sign({ drawn: true })
    for (let beat = 0; beat < 5; beat += 1) {
      await clock.advance(5_000)
      watch.sign({ drawn: false })
    }
    expect(did).toEqual(['white', 'reload'])
  })

  test('is loaded again three times in ten minutes, then the reason is shown', () => {
    for (let crash = 0; crash < 4; crash += 1) watch.crashed('killed')
    expect(did).toEqual(['crashed', 'reload', 'crashed', 'reload', 'crashed', 'reload', 'crashed', 'give up: crashed'])
    watch.crashed('killed')
    expect(did).toHaveLength(8)
  })

  test('has a new budget after ten minutes, and after a person tried again', async () => {
    for (let crash = 0; crash < 3; crash += 1) watch.crashed('killed')
    watch.sign({ drawn: true })
    for (let beat = 0; beat < 121; beat += 1) {
      await clock.advance(MINUTE / 12)
      watch.sign({ drawn: true })
    }
    watch.crashed('killed')
    expect(did.at(-1)).toBe('reload')
    for (let crash = 0; crash < 3; crash += 1) watch.crashed('killed')
    expect(did.at(-1)).toBe('give up: crashed')
    watch.retry()
    watch.crashed('killed')
    expect(did.at(-1)).toBe('reload')
  })

  test('that is not expected to live is not revived', async () => {
    watch.rest()
    watch.crashed('killed')
    await clock.advance(10 * MINUTE)
    expect(did).toEqual([])
  })
})

test.each(LANGUAGES)('the recovery page in %s has a reason, a way on, and no script', (language) => {
  const html = recoveryPage({ language, reason: 'hung', nonce: 'n0nce', styleSheets: ['/assets/a.css'] })
  expect(html).toContain(`<html lang="${language}">`)
  expect(html).toContain('data-reason="hung"')
  expect(html).toContain('href="/retry"')
  expect(html).toContain('<link rel="stylesheet" href="/assets/a.css">')
  expect(html).not.toMatch(/<script|style="|\son\w+=/)
})
