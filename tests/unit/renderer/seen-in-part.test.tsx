// @vitest-environment happy-dom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Audience } from '@/cms/access/audiences'
import { reduceDocument } from '@/cms/sync/hub/redact'
import { changesOf, type DocumentChange } from '@/lib/domain'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { makeSite } from '@/renderer/fixtures/site'

const NOW = Date.parse('2026-01-15T10:05:00.000Z')
beforeEach(() => vi.useFakeTimers({ now: NOW }))
afterEach(cleanup)

const { t } = makeTranslator('en')
const whole = () => changesOf(makeSite({ now: NOW }))

/** The site as the server sends it to an audience. */
const seenBy = (audience: Audience): DocumentChange[] =>
  whole().map((change) => ({
    ...change,
    document: change.document && reduceDocument<object>(audience, change.kind, change.document),
  })) as DocumentChange[]

async function open(documents: readonly DocumentChange[], settings: Partial<typeof SETTINGS>) {
  const source = new FixtureSource(documents)
  const view = render(
    <Station source={source} host={makeFixtureHost({ settings })} settings={{ ...SETTINGS, ...settings }} />,
  )
  await act(() => vi.advanceTimersByTimeAsync(0))
  return { source, view }
}

/** Ids that React and react-aria count up differ from one rendering to the next. */
const drawn = (container: Element) => container.innerHTML.replace(/(?:react-aria|_r_|:r)[\w:-]*/g, 'id')

async function screenOf(documents: readonly DocumentChange[], settings: Partial<typeof SETTINGS>): Promise<string> {
  const { view } = await open(documents, settings)
  const html = drawn(view.container)
  view.unmount()
  return html
}

test('a board shows with its own fields what it would show with all', async () => {
  const settings = { role: 'board' } as const
  const html = await screenOf(seenBy('board'), settings)
  expect(html).toBe(await screenOf(whole(), settings))
  expect(html).toContain('<ol')
})

test.each(['bay-1', 'bay-2', 'bay-3', 'bay-4'])(
  'a bay shows with its own fields what it would show with all: %s',
  async (bayId) => {
    const settings = { role: 'bay', bayId } as const
    const html = await screenOf(seenBy('bay'), settings)
    expect(html).toBe(await screenOf(whole(), settings))
    expect(html).toContain('<main')
  },
)

test('a washer’s tap shows at once with the fields of a bay', async () => {
  const { source, view } = await open(seenBy('bay'), { role: 'bay', bayId: 'bay-1' })
  const step = () => view.container.querySelector('[aria-current="step"]')?.textContent
  const before = step()
  fireEvent.click(view.getByRole('button', { name: t('bay.done') }))
  await act(() => vi.advanceTimersByTimeAsync(0))
  expect(source.sent.map(({ type }) => type)).toEqual(['job.completeStep'])
  expect(step()).not.toBe(before)
})

/** A machine whose key is that of a lesser station than its screen is set to. */
test.each(['board', 'bay'] as const)(
  'a desk with the key of a %s shows what there is, and says what it may not see',
  async (audience) => {
    const { view } = await open(seenBy(audience), { role: 'cashier' })
    const shown = () => document.body.textContent ?? ''
    expect(shown()).not.toMatch(/NaN|undefined|Invalid/)
    const bay = within(view.getByRole('region', { name: t('cashier.bays') })).getAllByRole('button')[0]
    fireEvent.click(bay as HTMLElement)
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(shown()).toContain(t('order.seenInPart'))
    expect(shown()).not.toMatch(/NaN|undefined|Invalid/)
    expect(view.queryByRole('button', { name: t('order.payCash') })).toBeNull()
  },
)

test.each(['board', 'bay'] as const)('an order’s card leaves out what a %s may not see', async (audience) => {
  const documents = seenBy(audience)
  const [order] = documents.flatMap(({ document }) => (document && 'stage' in document ? document : []))
  if (!order) throw new Error('no order')
  const { view } = await open(documents, { role: 'cashier' })
  fireEvent.change(view.getByRole('searchbox'), { target: { value: order.vehicle?.plate } })
  await act(() => vi.advanceTimersByTimeAsync(0))
  const card = view.container.querySelector('[data-order]')
  expect(card?.textContent).toContain(order.vehicle?.plate)
  expect(card?.textContent).not.toMatch(/NaN|undefined|RM/)
})

test.each(['board'] as const)('a bay’s screen with the key of a %s works no job', async (audience) => {
  const { view } = await open(seenBy(audience), { role: 'bay', bayId: 'bay-1' })
  expect(view.queryByRole('button', { name: t('bay.done') })).toBeNull()
  expect(document.body.textContent).not.toMatch(/NaN|undefined|Invalid/)
})
