// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Command, changesOf, type DocumentChange, isWholeOrder, NOBODY_KNOWN } from '@/lib/domain'
import { type FeedBatch, NOTHING_NEW, type RefusedCommand } from '@/lib/sync/engine'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CATALOGUE, CURRENT, makeSite } from '@/renderer/fixtures/site'
import { sampleHanded, sampleRefused } from '@/renderer/fixtures/unsettled'
import type { StationHost } from '@/renderer/host'
import { StationStore } from '@/renderer/store/station-store'

/** What the desk must not do with what a person typed, sent or decided. */

const NOW = Date.parse('2026-01-15T10:00:00Z')
const site = makeSite({ now: NOW })
const { t } = makeTranslator('en')

beforeEach(() => vi.useFakeTimers({ now: NOW }))
afterEach(cleanup)

/** A desk with three refused actions: the last is a new order, which can be changed and sent again. */
const REFUSED = sampleRefused(site, NOW).map((each): RefusedCommand => {
  const { command } = each
  if (command.type !== 'order.create') return each
  const services = [{ serviceId: CATALOGUE.services[0]?.serviceId ?? '', optionIds: [] }]
  return { ...each, command: { ...command, payload: { ...command.payload, services, queue: 'regular' } } }
})
const NEW_ORDER = REFUSED.findIndex(({ command }) => command.type === 'order.create')

interface Desk {
  readonly refused?: readonly RefusedCommand[]
  readonly documents?: readonly DocumentChange[]
  readonly host?: Partial<StationHost>
}

async function open({ refused = [], documents = [], host: other = {} }: Desk = {}) {
  const source = new FixtureSource([...changesOf(site), ...documents], CURRENT, refused)
  const settings = { ...SETTINGS, role: 'cashier' as const, bayId: null, language: 'en' as const }
  const host = { ...makeFixtureHost({ settings, order: (id) => source.get('order', id) }), ...other }
  const view = render(<Station source={source} host={host} settings={settings} />)
  /** Longer than a control is deaf that has just appeared. */
  const pass = (milliseconds = 700) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
  await pass()
  const press = async (name: string | RegExp, row?: HTMLElement) => {
    const buttons = (row ? within(row) : view).getAllByRole('button', { name })
    const button = buttons.find((each) => !each.hasAttribute('disabled'))
    if (!button) throw new Error(`There is no button ${name} that can be pressed.`)
    fireEvent.click(button)
    await pass()
  }
  const push = (batch: Partial<FeedBatch>) => act(() => source.push({ ...NOTHING_NEW, ...batch }))
  const change = async (place: number) => {
    await press(/^Needs attention/)
    const rows = within(view.getByRole('dialog', { name: t('attention.title') })).getAllByRole('listitem')
    await press(t('attention.change'), rows[place])
  }
  return { source, view, pass, press, push, change }
}

test('a scan opens another order, and nothing that was typed or asked for goes with it', async () => {
  const { source, view, press, pass } = await open()
  const [one, other] = site.orders.filter(({ stage, totalAmount, paidAmount = 0 }) => {
    return stage === 'billed' && (totalAmount ?? 0) > paidAmount
  })
  if (!one || !other) throw new Error('The site has no two orders to be paid.')
  const scan = async (text: string, at: Element) => {
    for (const key of [...text, 'Enter']) fireEvent.keyDown(at, { key })
    await pass()
  }
  await scan(one.orderID, document.body)
  fireEvent.change(view.getByLabelText(t('order.staffNotes')), { target: { value: 'of the first' } })
  await press(t('order.otherAmount'))
  fireEvent.change(view.getByLabelText(t('order.given')), { target: { value: '5' } })
  const [, card] = view.getAllByRole('radio')
  if (!card) throw new Error('There is no choice of a way to pay.')
  fireEvent.click(card)
  await scan(other.orderID, card)
  expect(view.queryByLabelText(t('order.given'))).toBeNull()
  expect(source.sent).toEqual([])
  expect(view.getByLabelText(t('order.staffNotes'))).not.toHaveProperty('value', 'of the first')
})

test('a car that has gone, its money given back, is not asked for it again; what comes late is recorded', async () => {
  const known = site.orders.find(({ stage, totalAmount }) => stage === 'completed' && (totalAmount ?? 0) > 0)
  if (!known || !isWholeOrder(known)) throw new Error('No car has gone.')
  const { orderID, totalAmount, updatedAt: at } = known
  const payments = [totalAmount, -totalAmount].map((amount) => {
    return { paymentId: crypto.randomUUID(), at, method: 'card' as const, amount, change: 0, by: null }
  })
  const document = { ...known, paidAmount: 0, paymentStatus: 'refunded' as const, payments }
  const { source, view, press, pass } = await open({ documents: [{ kind: 'order', key: orderID, document }] })
  for (const key of [...orderID, 'Enter']) fireEvent.keyDown(window.document.body, { key })
  await pass()
  const dialog = within(view.getByRole('dialog'))
  for (const method of ['order.payCash', 'order.payCard', 'order.payOnline', 'order.discountAsk'] as const) {
    expect(dialog.queryByRole('button', { name: t(method) })).toBeNull()
  }
  expect(dialog.getByText(/was given back\. Nothing to pay\./)).toBeTruthy()
  await press(t('order.recordPayment'))
  fireEvent.change(view.getByLabelText(t('order.given')), { target: { value: '5' } })
  await press(/^Take .*5\.00$/)
  expect(source.sent).toMatchObject([{ type: 'order.setPayment', payload: { orderID, action: 'pay', amount: 500 } }])
})

test('the float of a shift is named in the currency of the site, for the first shift too', async () => {
  const none = site.shifts.map(({ shiftId }): DocumentChange => ({ kind: 'shift', key: shiftId, document: null }))
  const host = { catalogue: async () => ({ ...CATALOGUE, currency: 'SGD' }) }
  const { view, press } = await open({ documents: none, host })
  await press(t('shift.openTitle'))
  fireEvent.change(view.getByLabelText(t('shift.float')), { target: { value: '200' } })
  expect(view.getByRole('button', { name: /^Open with/ }).textContent).toBe('Open with $200.00')
})

test('a refused order that is changed, dropped, restored and sent is decided on', async () => {
  const { source, press, change } = await open({ refused: REFUSED })
  await change(NEW_ORDER)
  await press(t('app.cancel'))
  await press(t('newOrder.restore'))
  await press(/^Create/)
  expect((await source.load()).refused).toHaveLength(REFUSED.length - 1)
})

test('a refused order that is refused once more on the way is decided on when it is taken', async () => {
  const { source, press, push, change } = await open({ refused: REFUSED })
  await change(NEW_ORDER)
  const send = source.send.bind(source)
  let refuse = true
  source.send = async (command: Command) => {
    if (!refuse) return send(command)
    refuse = false
    const answer = { id: command.id, status: 'rejected', code: 'invalid', message: 'no', current: null } as const
    push({ commandResults: [answer] })
  }
  await press(/^Create/)
  await press(/^Create/)
  expect((await source.load()).refused).toHaveLength(REFUSED.length - 1)
})

test('an order on its way is neither dropped nor sent twice, and nothing is typed into it', async () => {
  let give: (number: string) => void = () => {}
  const nextOrderNumber = () => new Promise<string>((resolve) => (give = resolve))
  const { source, view, press, pass, change } = await open({ refused: REFUSED, host: { nextOrderNumber } })
  await change(NEW_ORDER)
  await press(/^Create/)
  const cancel = view.getByRole('button', { name: t('app.cancel') })
  expect(cancel.hasAttribute('disabled')).toBe(true)
  expect(view.getByLabelText(t('newOrder.notes')).closest('[inert]')).not.toBeNull()
  give('D7K-0001')
  await pass()
  expect(source.sent.filter(({ type }) => type === 'order.create')).toHaveLength(1)
  expect(view.queryByText(t('newOrder.dropped'))).toBeNull()
})

test('the price list is read at the start and after a time without the server, not at each event', async () => {
  const catalogue = vi.fn(async () => CATALOGUE)
  const { pass, push } = await open({ host: { catalogue } })
  expect(catalogue).toHaveBeenCalledTimes(1)
  const show = async (freshness: typeof CURRENT.freshness) => {
    push({ status: { ...CURRENT, freshness } })
    await pass(20)
  }
  for (let time = 0; time < 10; time += 1) {
    await show({ kind: 'catching_up', behind: 1 })
    await show(CURRENT.freshness)
  }
  expect(catalogue).toHaveBeenCalledTimes(1)
  await show({ kind: 'stale', since: null, cause: 'not_connected' })
  await show(CURRENT.freshness)
  expect(catalogue).toHaveBeenCalledTimes(2)
})

test('a price list that was asked for before a cut is known after it', async () => {
  let give: (catalogue: typeof CATALOGUE) => void = () => {}
  const catalogue = vi.fn(() => new Promise<typeof CATALOGUE>((resolve) => (give = resolve)))
  const { view, pass, push } = await open({ host: { catalogue } })
  await push({ status: { ...CURRENT, freshness: { kind: 'stale', since: null, cause: 'not_connected' } } })
  give(CATALOGUE)
  await pass()
  expect(catalogue).toHaveBeenCalledTimes(1)
  expect(view.getByRole('button', { name: t('cashier.newOrder') })).toHaveProperty('disabled', false)
})

test('a price list that is known serves the form while a newer one cannot be read', async () => {
  let fails = false
  const catalogue = async () => {
    if (fails) throw new Error('no_catalogue')
    return CATALOGUE
  }
  const { view, press } = await open({ host: { catalogue } })
  fails = true
  await press(t('cashier.newOrder'))
  expect(view.queryByText(t('newOrder.loadError'))).toBeNull()
  expect(view.getByLabelText(t('newOrder.plate'))).toBeTruthy()
})

test('names are read once for all rows', async () => {
  const [handed] = sampleHanded(site, NOW)
  if (handed?.kind !== 'concern' || !handed.document) throw new Error('Nothing was handed over.')
  const { document: concern } = handed
  const documents = Array.from({ length: 20 }, (_, row): DocumentChange => {
    const concernId = `00000000-0000-4000-8000-0000000001${String(row).padStart(2, '0')}`
    return { kind: 'concern', key: concernId, document: { ...concern, concernId } }
  })
  const people = vi.fn(async () => NOBODY_KNOWN)
  const { press } = await open({ documents, host: { people } })
  await press(/^Needs attention/)
  expect(people).toHaveBeenCalledTimes(1)
})

test('a command that is under way is not refused for what it is doing', () => {
  const store = new StationStore({ documents: changesOf(site), recentEvents: [], status: CURRENT })
  const job = site.jobs.find(({ status }) => status === 'in_progress')
  const step = job?.steps.find(({ status }) => status === 'in_progress')
  if (!job || step?.stepId === undefined) throw new Error('No job of the site is under way.')
  const payload = { jobId: job.jobId, stepId: step.stepId }
  const issuedAt = new Date(NOW).toISOString()
  const command: Command = { id: crypto.randomUUID(), issuedAt, type: 'job.completeStep', payload }
  expect(store.refuses(command)).toBe(false)
  store.expect(command)
  expect(store.refuses(command)).toBe(false)
  expect(store.resultOf(command.id)).toBeUndefined()
})
