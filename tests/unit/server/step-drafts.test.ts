import { expect, test } from 'vitest'
import {
  afterSaving,
  draftsOf,
  minutesOf,
  moved,
  sameSteps,
  stepsOf,
  withNew,
  withoutOld,
} from '@/cms/app/(web)/(live)/setup/step-drafts'

const SOAP = { key: 'soap', name: 'Soap', minutes: 15 }
const RINSE = { key: 'rinse', name: 'Rinse', minutes: 5 }
const renamed = (drafts: ReturnType<typeof draftsOf>, ...names: readonly string[]) =>
  drafts.map((draft, place) => ({ ...draft, name: names[place] ?? draft.name }))

test('a list that nobody touched is what it was', () => {
  expect(stepsOf(draftsOf([SOAP, RINSE]))).toEqual([SOAP, RINSE])
  expect(sameSteps([SOAP, RINSE], [SOAP, RINSE])).toBe(true)
  expect(sameSteps([SOAP, RINSE], [RINSE, SOAP])).toBe(false)
  expect(sameSteps([SOAP], [SOAP, RINSE])).toBe(false)
  expect(sameSteps([SOAP], [{ ...SOAP, minutes: 16 }])).toBe(false)
})

test('a step that is renamed or moved stays what jobs call it', () => {
  const drafts = moved(renamed(draftsOf([SOAP, RINSE]), ' Scrub '), 0, 1)
  expect(stepsOf(drafts)).toEqual([RINSE, { ...SOAP, name: 'Scrub' }])
  expect(moved(drafts, 0, -1)).toBe(drafts)
  expect(moved(drafts, 1, 1)).toBe(drafts)
})

test('what is typed while a new step is saved stays, and the step is what jobs call it from then on', () => {
  const sent = renamed(withNew(draftsOf([SOAP])), 'Soap', 'Snow foam')
  const meanwhile = withNew(renamed(moved(sent, 1, -1), 'Thick foam'))
  const left = afterSaving(meanwhile, sent, stepsOf(sent) ?? [])
  expect(left.map(({ key, name }) => [key, name])).toEqual([
    ['snow-foam', 'Thick foam'],
    ['soap', 'Soap'],
    [null, ''],
  ])
})

test('a new step is called by its name, and by nothing that another is called', () => {
  const drafts = renamed(
    withNew(withNew(withNew(withNew(draftsOf([SOAP]))))),
    'Soap',
    'Snow foam',
    'Rinse!',
    'ரின்ஸ்',
    'soap',
  )
  expect(stepsOf(drafts)?.map(({ key }) => key)).toEqual(['soap', 'snow-foam', 'rinse', 'step', 'soap-2'])
  expect(stepsOf(drafts, ['rinse', 'step-2'])?.map(({ key }) => key)).toEqual([
    'soap',
    'snow-foam',
    'rinse-2',
    'step',
    'soap-2',
  ])
  expect(new Set(drafts.map(({ row }) => row)).size).toBe(5)
  // A row that went gives its place in the list to none that is there.
  expect(withNew(drafts.slice(1)).at(-1)?.row).toBe(5)
  const long = renamed(withNew([]), 'x'.repeat(128))
  expect(stepsOf(long)?.[0]?.key).toMatch(/^x{60}$/)
})

test('nothing is saved of a list with a name missing or minutes that are none', () => {
  expect(stepsOf(renamed(draftsOf([SOAP]), '  '))).toBeNull()
  for (const typed of ['', 'ten', '1.5', '-1', '1441', '٣']) {
    expect(minutesOf(typed)).toBeNull()
    expect(stepsOf([{ row: 0, key: 'soap', name: 'Soap', minutes: typed }])).toBeNull()
  }
  expect([minutesOf('0'), minutesOf(' 1440 ')]).toEqual([0, 1440])
})

test('a draft gives way to what somebody else saved only where it was no change', () => {
  const service = (...steps: readonly (typeof SOAP)[]) => [{ id: 7, steps, optionIds: [] }]
  const untouched = { 7: draftsOf([SOAP]) }
  const typing = { 7: renamed(draftsOf([SOAP]), 'Soap ') }
  const changed = { 7: renamed(draftsOf([SOAP]), 'Scrub') }
  // The page was read again, and nothing is new: the rows under somebody's fingers stay.
  expect(withoutOld(typing, service(SOAP), service({ ...SOAP }))).toEqual(typing)
  // What was just saved is what the server has by now.
  expect(withoutOld(changed, service(SOAP), service({ ...SOAP, name: 'Scrub' }))).toEqual(changed)
  expect(withoutOld(untouched, service(SOAP), service(SOAP, RINSE))).toEqual({})
  expect(withoutOld(changed, service(SOAP), service(SOAP, RINSE))).toEqual(changed)
  expect(withoutOld(changed, service(SOAP), [])).toEqual({})
})
