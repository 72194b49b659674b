import { expect, test } from 'vitest'
import { readCatalogue, USUAL_BOARD, USUAL_PROMISE_MINUTES } from '@/lib/domain'
import { makeTranslator } from '@/lib/ui/i18n/translate'

const NO_SERVICES = { docs: [] }
const read = (site: object) => readCatalogue(NO_SERVICES, { docs: [site] })

test('what a site is set to, and the usual where it has set nothing', () => {
  expect(read({})).toMatchObject({
    siteName: '',
    promiseMinutes: USUAL_PROMISE_MINUTES,
    hours: { opensAt: null, closesAt: null },
    board: USUAL_BOARD,
    stageWords: [],
  })
  const word = { stage: 'in_progress', language: 'en', word: 'In the tunnel' } as const
  expect(
    read({
      name: 'Ampang',
      promiseMinutes: 0,
      opensAt: '09:00',
      closesAt: '18:30',
      boardMessage: ' Free coffee ',
      boardLanguages: ['ms', 'ta'],
      boardLanguageSeconds: 20,
      stageWords: [{ id: 'a', ...word }],
    }),
  ).toMatchObject({
    siteName: 'Ampang',
    promiseMinutes: 0,
    hours: { opensAt: '09:00', closesAt: '18:30' },
    board: { message: 'Free coffee', languages: ['ms', 'ta'], secondsPerLanguage: 20 },
    stageWords: [word],
  })
})

test('a time or a language that nobody knows costs only itself', () => {
  const site = read({ name: 'Ampang', closesAt: '25:00', boardLanguages: ['xx'], stageWords: [{ stage: 'gone' }] })
  expect(site).toMatchObject({ siteName: 'Ampang', hours: { closesAt: null }, board: USUAL_BOARD, stageWords: [] })
})

test('a site’s own word stands in its language alone; an empty one stands for none', () => {
  const words = [
    { stage: 'in_progress', language: 'en', word: 'In the tunnel' },
    { stage: 'paid', language: 'en', word: ' ' },
  ] as const
  const { t } = makeTranslator('en', words)
  expect([t('stage.in_progress'), t('stage.paid'), t('stage.completed')]).toEqual(['In the tunnel', 'Paid', 'Gone'])
  expect(makeTranslator('ms', words).t('stage.in_progress')).toBe('Dicuci')
})

test('what a site cannot have been set to costs only itself, and never the price list', () => {
  const wrong = { promiseMinutes: 2.5, boardMessage: 7, boardLanguageSeconds: 1, staffDiscount: 0.5, currency: 'RM' }
  expect(read({ name: 'Ampang', billing: false, ...wrong })).toMatchObject({
    siteName: 'Ampang',
    billing: false,
    promiseMinutes: USUAL_PROMISE_MINUTES,
    board: USUAL_BOARD,
    currency: 'MYR',
  })
})
