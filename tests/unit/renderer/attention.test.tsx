// @vitest-environment happy-dom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changesOf, idOfNextTry, LANGUAGES, toGiveBack } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CURRENT, makeSite } from '@/renderer/fixtures/site'
import { sampleHanded, sampleRefused } from '@/renderer/fixtures/unsettled'

/** What a person does about what could not be done: at the bay where it was done, and at the desk it was handed to. */

const NOW = Date.parse('2026-01-15T10:00:00Z')
const site = makeSite({ now: NOW })
/** Controls that have just appeared are deaf for a moment. */
const DEAF_MS = 700

beforeEach(() => vi.useFakeTimers({ now: NOW }))
afterEach(cleanup)

async function open(
  role: 'bay' | 'cashier',
  {
    refused = false,
    handed = false,
    language = 'en' as Language,
  }: { refused?: boolean; handed?: boolean; language?: Language },
) {
  const documents = [...changesOf(site), ...(handed ? sampleHanded(site, NOW) : [])]
  const source = new FixtureSource(documents, CURRENT, refused ? sampleRefused(site, NOW) : [])
  const settings = { ...SETTINGS, role, bayId: 'bay-1', language }
  const host = makeFixtureHost({ settings, order: (orderID) => source.get('order', orderID) })
  const view = render(<Station source={source} host={host} settings={settings} />)
  const { t } = makeTranslator(language)
  const pass = () => act(() => vi.advanceTimersByTimeAsync(DEAF_MS))
  await pass()
  const press = async (name: string | RegExp, row?: HTMLElement) => {
    const buttons = (row ? within(row) : view).getAllByRole('button', { name })
    const button = buttons.find((each) => !(each as HTMLButtonElement).disabled)
    if (!button) throw new Error(`no button ${name}`)
    fireEvent.click(button)
    await pass()
  }
  const needed = handed ? 2 : 3
  await press(new RegExp(`^${t('attention.open', { count: needed }).replace(/[()（）]/g, '.')}`))
  const rows = () => within(view.getByRole('dialog', { name: t('attention.title') })).getAllByRole('listitem')
  return { source, view, t, press, rows, pass }
}

test('a bay hands what it could not do to the desk, with its text, and the row goes', async () => {
  const { source, press, rows, t } = await open('bay', { refused: true })
  const [refused] = sampleRefused(site, NOW)
  if (!refused) throw new Error('nothing refused')
  expect(rows()[0]?.textContent).toContain(t('attention.by', { name: 'Bay 1' }))
  await press(t('attention.handOver'), rows()[0])
  const [raised] = source.sent
  expect(raised).toMatchObject({
    id: idOfNextTry(refused.command.id),
    type: 'concern.raise',
    payload: {
      concernId: refused.command.id,
      action: JSON.stringify(refused.command),
      answer: JSON.stringify(refused.answer),
    },
  })
  const { refused: left = [] } = await source.load()
  expect(left.map(({ command }) => command.id)).not.toContain(refused.command.id)
  expect(left).toHaveLength(2)
  expect(source.get('concern', refused.command.id)).toMatchObject({ decision: null })
})

test('the desk does it again once, or says why not, and the decision is the server’s', async () => {
  const { source, press, rows, t, view } = await open('cashier', { handed: true })
  const [handed] = sampleHanded(site, NOW)
  if (handed?.kind !== 'concern') throw new Error('nothing handed over')
  const [row] = rows()
  expect(row?.textContent).toContain(t('attention.by', { name: 'Bay 1' }))
  expect(within(row as HTMLElement).queryByRole('button', { name: t('attention.handOver') })).toBeNull()
  await press(t('attention.discard'), row)
  await press(t('attention.decision.not_needed'), row)
  expect(source.sent).toMatchObject([
    { type: 'concern.settle', payload: { concernId: handed.key, decision: 'not_needed' } },
  ])
  expect(view.queryByText(t('attention.concernsTitle'))).toBeNull()
})

test('an order that was paid twice says how much to give back, and the desk gives it back', async () => {
  const { source, press, rows, t, view } = await open('cashier', { handed: true })
  const [, twice] = sampleHanded(site, NOW)
  if (twice?.kind !== 'order') throw new Error('no order')
  const held = source.get('order', twice.key)
  const much = held && 'totalAmount' in held ? toGiveBack(held as never) : 0
  expect(much).toBeGreaterThan(0)
  await press(t('newOrder.openOrder'), rows().at(-1))
  await press(/^Give back/)
  await press(/^Refund RM/)
  expect(source.sent.at(-1)).toMatchObject({
    type: 'order.setPayment',
    payload: { orderID: twice.key, action: 'refund', amount: much, method: 'cash', reason: t('order.tooMuchReason') },
  })
  expect(toGiveBack(source.get('order', twice.key) as never)).toBe(0)
  expect(view.queryByText(t('order.paidTooMuch'))).toBeNull()
})

test('a new order that was refused is changed in its form', async () => {
  const { press, rows, t, view } = await open('cashier', { refused: true })
  await press(t('attention.change'), rows()[2])
  expect((view.getByLabelText(t('newOrder.plate')) as HTMLInputElement).value).toBe('WXD 4711')
})

test.each(LANGUAGES)('the list stands in %s without a key in it', async (language) => {
  const { rows } = await open('cashier', { handed: true, language })
  for (const row of rows()) expect(row.textContent).not.toMatch(/attention\.|order\.|did\./)
})
