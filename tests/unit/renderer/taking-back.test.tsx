// @vitest-environment happy-dom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Command, changesOf, commandSchema, LANGUAGES, provisionalID } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import type { SyncStatus, Withdrawal } from '@/lib/sync/engine'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CURRENT, makeSite } from '@/renderer/fixtures/site'

/** What waits for the server is taken back in its list. */

const NOW = Date.parse('2026-01-15T10:00:00Z')
const site = makeSite({ now: NOW })
const freeBay = site.bays.find(({ status }) => status === 'available')?.bayId ?? ''
/** Controls that have just appeared are deaf for a moment. */
const DEAF_MS = 700
const TAKEN_AS = provisionalID('D7K-0001', idOf(1))

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

function commandOf(number: number, type: Command['type'], payload: object, rest: object = {}): Command {
  const issuedAt = new Date(NOW - 60_000 + number * 1_000).toISOString()
  return commandSchema.parse({ id: idOf(number), issuedAt, type, payload, ...rest })
}

const services = [{ serviceId: 'basic-wash', optionIds: [] }]
const order = commandOf(1, 'order.create', { plate: 'UNDO 1', vehicleType: 'sedan', services, takenAs: TAKEN_AS })
const toBay = commandOf(2, 'bay.assign', { bayId: freeBay, orderID: TAKEN_AS })
const start = commandOf(3, 'job.start', { jobId: toBay.id })
const queue = commandOf(4, 'queue.open', { queue: 'vip' })
const paid = commandOf(5, 'order.setPayment', { orderID: TAKEN_AS, action: 'pay', method: 'cash', amount: 1500 })

beforeEach(() => vi.useFakeTimers({ now: NOW }))
afterEach(cleanup)

/** A server that has just been heard again, somewhere. */
class LateSource extends FixtureSource {
  answer: Withdrawal | null = null
  override async withdraw(ids: readonly string[]): Promise<Withdrawal> {
    return this.answer ?? super.withdraw(ids)
  }
}

async function open(waiting: readonly Command[], language: Language = 'en', bayId: string | null = null) {
  const status: SyncStatus = {
    ...CURRENT,
    freshness: { kind: 'stale', since: new Date(NOW).toISOString(), cause: 'server_unreachable' },
    pendingCommands: waiting.length,
  }
  const source = new LateSource(changesOf(site), status, [], waiting)
  const settings = { ...SETTINGS, role: bayId === null ? ('cashier' as const) : ('bay' as const), bayId, language }
  const view = render(<Station source={source} host={makeFixtureHost({ settings })} settings={settings} />)
  const { t } = makeTranslator(language)
  const pass = () => act(() => vi.advanceTimersByTimeAsync(DEAF_MS))
  await pass()
  const press = async (name: string | RegExp, row?: HTMLElement) => {
    const [button] = (row ? within(row) : view).getAllByRole('button', { name })
    if (!button) throw new Error(`no button ${name}`)
    fireEvent.click(button)
    await pass()
  }
  const pill = t('fresh.pending', { count: waiting.length })
  fireEvent.click(view.getAllByText(pill)[0] as HTMLElement)
  await pass()
  const list = () => view.getByRole('dialog', { name: t('attention.waitingTitle') })
  const rows = () => within(list()).getAllByRole('listitem')
  const waits = async () => ((await source.load()).pending ?? []).map(({ id }) => id)
  return { source, view, t, pass, press, rows, list, waits }
}

test('one that nothing leans on goes at once, and is said to', async () => {
  const { press, rows, waits, view, t } = await open([order, queue])
  await press(/^Undo · VIP queue opened/, rows()[1])
  expect(await waits()).toEqual([order.id])
  expect(rows()).toHaveLength(1)
  expect(view.getByText(t('takeBack.done', { count: 1 }))).toBeTruthy()
})

test('an order goes with all that was done to it, which is said before, and its form can be had again', async () => {
  const { press, rows, list, waits, view, t } = await open([order, toBay, start, queue])
  await press(/^Undo · UNDO 1 · New order/, rows()[0])
  expect(await waits()).toHaveLength(4)
  const question = within(list()).getByRole('group')
  expect(question.textContent).toContain('2 later actions go with it:')
  expect(within(question).getAllByRole('listitem')).toHaveLength(2)
  await press(t('app.back'), question)
  expect(await waits()).toHaveLength(4)
  await press(/^Undo · UNDO 1 · New order/, rows()[0])
  await press('Undo all 3')
  expect(await waits()).toEqual([queue.id])
  // The screen no longer has it.
  expect(view.queryByText('UNDO 1')).toBeNull()
  await press(t('newOrder.openAgain'))
  expect((view.getByLabelText(t('newOrder.plate')) as HTMLInputElement).value).toBe('UNDO 1')
})

test('the next shift goes with the closing of the one before, without which it cannot begin', async () => {
  const shiftId = site.shifts[0]?.shiftId
  const closing = commandOf(6, 'shift.close', { shiftId, counted: 51_230 })
  const { press, rows, list, waits } = await open([closing, commandOf(7, 'shift.open', { float: 20_000 }), queue])
  await press(/^Undo · A shift closed/, rows()[0])
  expect(within(list()).getByRole('group').textContent).toContain('1 later action goes with it:')
  await press('Undo all 2')
  expect(await waits()).toEqual([queue.id])
})

test('money that changed hands never goes with something: it is in the way, and taken back by itself', async () => {
  const { press, rows, list, waits, view, t } = await open([order, queue, paid])
  await press(/^Undo · UNDO 1 · New order/, rows()[0])
  expect(list().textContent).toMatch(/Money changed hands after it: UNDO 1 · RM.15\.00 taken in cash/)
  expect(within(list()).queryByRole('button', { name: /^Undo all/ })).toBeNull()
  await press(t('app.back'), rows()[0])
  await press(/^Undo · UNDO 1 · RM.15\.00 taken in cash/, rows()[2])
  expect(await waits()).toHaveLength(3)
  const question = within(list()).getByRole('group', { name: t('takeBack.onlyMoney') })
  await press('Undo', question)
  expect(await waits()).toEqual([order.id, queue.id])
  await press(/^Undo · UNDO 1 · New order/, rows()[0])
  expect(await waits()).toEqual([queue.id])
  expect(view.queryByText('UNDO 1')).toBeNull()
})

test('what the rules refuse without it goes with it, though it names nothing that was made', async () => {
  const job = site.jobs.find(({ status }) => status === 'in_progress')
  const steps = job?.steps.filter(({ status }) => status !== 'completed') ?? []
  const [one, two] = steps.map(({ stepId }, at) =>
    commandOf(6 + at, 'job.completeStep', { jobId: job?.jobId, stepId }),
  ) as [Command, Command]
  const { press, rows, list, waits } = await open([one, two], 'en', job?.bayId)
  await press(/^Undo/, rows()[0])
  expect(list().textContent).toContain('1 later action goes with it:')
  await press('Undo all 2')
  expect(await waits()).toEqual([])
})

test('what may have left, what was decided on, and what comes too late', async () => {
  const again = commandOf(7, 'queue.close', { queue: 'vip' }, { confirmedAt: new Date(NOW).toISOString() })
  const { source, press, rows, waits, view, t, pass } = await open([order, queue, again])
  expect(within(rows()[2] as HTMLElement).queryByRole('button')).toBeNull()
  await act(async () => source.push({ unsent: [queue.id] }))
  expect(rows()[0]?.textContent).toContain(t('takeBack.sent'))
  expect(within(rows()[0] as HTMLElement).queryByRole('button')).toBeNull()
  source.answer = { status: 'too_late' }
  await press(/^Undo/, rows()[1])
  expect(view.getByText(t('takeBack.tooLate'))).toBeTruthy()
  source.answer = { status: 'more', ids: [idOf(99)] }
  await press(/^Undo/, rows()[1])
  await pass()
  expect(await waits()).toHaveLength(3)
})

test.each(LANGUAGES)('the list and its questions stand in %s without a key in it', async (language) => {
  const { press, rows, list, t } = await open([order, toBay, paid], language)
  await press(new RegExp(`^${t('app.undo')} `), rows()[0])
  await press(new RegExp(`^${t('app.undo')} `), rows()[2])
  expect(list().textContent).not.toMatch(/takeBack\.|attention\.|did\./)
})
