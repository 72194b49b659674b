import { expect, test } from 'vitest'
import type { ServiceStep } from '@/cms/app/(web)/(live)/read/set-up-steps'
import {
  afterSaving,
  broughtUpTo,
  calledIn,
  draftsOf,
  minutesOf,
  moved,
  sameSteps,
  stepsOf,
  withNew,
} from '@/cms/app/(web)/(live)/setup/step-drafts'

const SOAP = { key: 'soap', name: 'Soap', names: {}, minutes: 15 }
const RINSE = { key: 'rinse', name: 'Rinse', names: { zh: '冲洗' }, minutes: 5 }
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
    expect(stepsOf([{ row: 0, key: 'soap', name: 'Soap', names: {}, minutes: typed }])).toBeNull()
  }
  expect([minutesOf('0'), minutesOf(' 1440 ')]).toEqual([0, 1440])
})

test('a draft gives way to what somebody else saved only where it was no change', () => {
  const service = (...steps: readonly ServiceStep[]) => [{ id: 7, steps, optionIds: [] }]
  const untouched = { 7: draftsOf([SOAP]) }
  const typing = { 7: renamed(draftsOf([SOAP]), 'Soap ') }
  const changed = { 7: renamed(draftsOf([SOAP]), 'Scrub') }
  // The page was read again, and nothing is new: the rows under somebody's fingers stay.
  expect(broughtUpTo(typing, service(SOAP), service({ ...SOAP }))).toEqual(typing)
  // What was just saved is what the server has by now.
  expect(broughtUpTo(changed, service(SOAP), service({ ...SOAP, name: 'Scrub' }))).toEqual(changed)
  expect(broughtUpTo(untouched, service(SOAP), service(SOAP, RINSE))).toEqual({})
  expect(broughtUpTo(changed, service(SOAP), [])).toEqual({})
})

test('what others changed meanwhile comes into a draft; where both did, what is typed stays', () => {
  const brought = (drafts: ReturnType<typeof draftsOf>, after: readonly ServiceStep[]) => {
    const [before, now] = [[SOAP, RINSE], after].map((steps) => [{ id: 7, steps, optionIds: [] }])
    return stepsOf(broughtUpTo({ 7: drafts }, before ?? [], now ?? [])[7] ?? [])
  }
  const typing = renamed(draftsOf([SOAP, RINSE]), 'Scrub')
  const foam = { key: 'foam', name: 'Foam', names: {}, minutes: 8 }
  const slower = { ...SOAP, name: 'Lather', minutes: 20 }
  expect(brought(typing, [foam, slower, { ...RINSE, names: { zh: '冲水', ta: 'அலசு' } }])).toEqual([
    foam,
    { ...slower, name: 'Scrub' },
    { ...RINSE, names: { zh: '冲水', ta: 'அலசு' } },
  ])
  expect(brought(typing, [SOAP, foam, RINSE])).toEqual([{ ...SOAP, name: 'Scrub' }, foam, RINSE])
  // What somebody took out goes, but for what is being written of it.
  expect(brought(typing, [SOAP])).toEqual([{ ...SOAP, name: 'Scrub' }])
  expect(brought(typing, [RINSE])).toEqual([{ ...SOAP, name: 'Scrub' }, RINSE])
  // What was taken out here stays out.
  expect(brought(typing.slice(0, 1), [slower, RINSE])).toEqual([{ ...slower, name: 'Scrub' }])
})

test('a name in another language is that of every step that is called so, and one without letters is none', () => {
  const drafts = renamed(draftsOf([SOAP, RINSE]), 'Rinse ')
  const [first] = drafts
  if (!first) throw new Error('no draft')
  const here = calledIn(drafts, first, { language: 'ta', as: ' அலசு', isHere: true })
  expect(stepsOf(here)?.map(({ names }) => names)).toEqual([{ ta: 'அலசு' }, { zh: '冲洗', ta: 'அலசு' }])
  const elsewhere = calledIn(draftsOf([SOAP, RINSE]), first, { language: 'zh', as: ' ', isHere: false })
  expect(stepsOf(elsewhere)).toEqual([SOAP, { ...RINSE, names: {} }])
  // A step that has no name yet shares none.
  const nameless = withNew(draftsOf([SOAP]))
  const [, added] = nameless
  if (!added) throw new Error('no draft')
  const written = calledIn(nameless, added, { language: 'zh', as: '泡沫', isHere: true })
  expect(written.map(({ names }) => names.zh)).toEqual([undefined, '泡沫'])
  expect(calledIn(nameless, added, { language: 'zh', as: '泡沫', isHere: false })).toEqual(nameless)
})
