// @vitest-environment happy-dom

import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Command, changesOf, completeStep, isRefusal, isWholeJob, type Refusal, refuseCommand } from '@/lib/domain'
import { LANGUAGES, type Language } from '@/lib/domain/languages'
import { type CommandResult, commandResultSchema } from '@/lib/sync/car-wash/wire'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { Station } from '@/renderer/app/Station'
import { makeFixtureHost, SETTINGS } from '@/renderer/fixtures/fixture-host'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { makeSite } from '@/renderer/fixtures/site'

const NOW = Date.parse('2026-01-15T10:00:00Z')
/** How long a refusal stays in sight by itself. */
const IN_SIGHT = 12_000

beforeEach(() => vi.useFakeTimers({ now: NOW }))
afterEach(cleanup)

type Rejected = Extract<CommandResult, { status: 'rejected' }>
type Answer = Pick<Rejected, 'code' | 'message' | 'reason' | 'params'>

/** A server that refuses what it is sent, with an answer as it comes over the wire. */
class RefusingSource extends FixtureSource {
  answer: (command: Command) => Answer = () => ({ code: 'not_allowed', message: 'no' })

  override async send(command: Command): Promise<void> {
    const result = { id: command.id, status: 'rejected', current: null, ...this.answer(command) }
    queueMicrotask(() => this.push({ commandResults: [commandResultSchema.parse(JSON.parse(JSON.stringify(result)))] }))
  }
}

const byRule = ({ key: reason, message, params }: Refusal): Answer => ({ code: 'not_allowed', message, reason, params })

async function openBay(language: Language) {
  const source = new RefusingSource(changesOf(makeSite({ now: NOW })))
  const settings = { ...SETTINGS, role: 'bay' as const, bayId: 'bay-1', language }
  const view = render(<Station source={source} host={makeFixtureHost({ settings })} settings={settings} />)
  await act(() => vi.advanceTimersByTimeAsync(0))
  const { t } = makeTranslator(language)
  const stepDone = async () => {
    fireEvent.click(view.getByRole('button', { name: t('bay.done') }))
    await act(() => vi.advanceTimersByTimeAsync(0))
  }
  const said = () => view.getByRole('alert').querySelector('p')?.textContent
  const step = () => view.container.querySelector('[aria-current="step"]')?.textContent
  return { source, view, t, stepDone, said, step }
}

/** At the server the job was paused meanwhile: its own rule answers. */
function pausedThere(source: RefusingSource) {
  return (command: Command): Answer => {
    if (command.type !== 'job.completeStep') throw new Error(`not expected: ${command.type}`)
    const job = source.get('job', command.payload.jobId)
    if (!job || !isWholeJob(job)) throw new Error('no job')
    const paused = { ...job, status: 'paused' as const, pausedAt: new Date(NOW).toISOString() }
    const outcome = completeStep(paused, command.payload.stepId, command.issuedAt)
    if (!isRefusal(outcome)) throw new Error('the rule allowed it')
    return byRule(outcome)
  }
}

test.each(LANGUAGES)(
  'what the server refused is said in %s with the way out, and the tap is taken back',
  async (language) => {
    const { source, stepDone, said, step, t } = await openBay(language)
    source.answer = pausedThere(source)
    const before = step()
    await stepDone()
    expect(said()).toBe(t('toast.rejected', { reason: t('rules.job.paused') }))
    expect(step()).toBe(before)
  },
)

test.each(LANGUAGES)('names of queues and stages in a refusal are words of %s', async (language) => {
  const { source, stepDone, said, t } = await openBay(language)
  source.answer = () => byRule(refuseCommand('queue_closed', { queue: 'regular' }))
  await stepDone()
  expect(said()).toBe(t('toast.rejected', { reason: t('rules.command.queue_closed', { queue: t('queue.regular') }) }))
})

test.each(LANGUAGES.filter((language) => language !== 'en'))(
  'a refusal this station has no words for is not said in English to who reads %s',
  async (language) => {
    const { source, stepDone, said, t } = await openBay(language)
    source.answer = () => ({ code: 'conflict', message: 'A rule of tomorrow.', reason: 'rules.tomorrow.rule' })
    await stepDone()
    expect(said()).toBe(t('toast.rejected', { reason: t('rejected.conflict') }))
  },
)

test('where English is read, the message of an unknown rule is better than none', async () => {
  const { source, stepDone, said } = await openBay('en')
  source.answer = () => ({ code: 'conflict', message: 'A rule of tomorrow.', reason: 'rules.tomorrow.rule' })
  await stepDone()
  expect(said()).toContain('A rule of tomorrow.')
})

test('a text whose names did not come along is not shown with gaps', async () => {
  const { source, stepDone, said, t } = await openBay('ms')
  source.answer = () => ({ code: 'not_found', message: 'There is no order X.', reason: 'rules.command.no_order' })
  await stepDone()
  expect(said()).toBe(t('toast.rejected', { reason: t('rejected.not_found') }))
})

test('a refusal stays long enough to be read, then goes by itself', async () => {
  const { source, stepDone, view } = await openBay('ta')
  source.answer = pausedThere(source)
  await stepDone()
  await act(() => vi.advanceTimersByTimeAsync(IN_SIGHT - 1000))
  expect(view.queryByRole('alert')).not.toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(1000))
  expect(view.queryByRole('alert')).toBeNull()
})

test('a refusal goes when it is dismissed', async () => {
  const { source, stepDone, view, t } = await openBay('zh')
  source.answer = pausedThere(source)
  await stepDone()
  fireEvent.click(view.getByRole('button', { name: t('app.dismiss') }))
  expect(view.queryByRole('alert')).toBeNull()
})

test('what the server did needs no words', async () => {
  const { source, view } = await openBay('zh')
  const id = '11111111-1111-4111-8111-111111111111'
  act(() => source.push({ commandResults: [{ id, status: 'applied', seq: 101 }] }))
  expect(view.queryByRole('alert')).toBeNull()
})
