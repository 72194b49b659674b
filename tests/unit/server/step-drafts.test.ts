import { expect, test } from 'vitest'
import type { ServiceStep } from '@/cms/app/(web)/(live)/read/set-up-steps'
import {
  afterSaving,
  broughtUpTo,
  calledIn,
  draftsOf,
  minutesOf,
  moved,
  renamed as renamedTo,
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

test('the order somebody else gave the steps meanwhile stays, but for one that is written here', () => {
  const DRY = { key: 'dry', name: 'Dry', names: {}, minutes: 5 }
  const brought = (drafts: ReturnType<typeof draftsOf>, after: readonly ServiceStep[]) => {
    const [before, now] = [[SOAP, RINSE, DRY], after].map((steps) => [{ id: 7, steps, optionIds: [] }])
    return broughtUpTo({ 7: drafts }, before ?? [], now ?? [])[7]?.map(({ key, name }) => key ?? name)
  }
  const drafts = draftsOf([SOAP, RINSE, DRY])
  const foam = { key: 'foam', name: 'Foam', names: {}, minutes: 8 }
  expect(brought(renamed(drafts, 'Scrub'), [DRY, SOAP, RINSE])).toEqual(['dry', 'soap', 'rinse'])
  expect(brought(renamed(drafts, 'Scrub'), [DRY, foam, RINSE, SOAP])).toEqual(['dry', 'foam', 'rinse', 'soap'])
  // A new one stays behind the one it was added to, and what was taken out stays out.
  expect(brought(renamed(withNew(drafts.slice(0, 2)), 'Soap', 'Rinse', 'New'), [RINSE, SOAP, DRY])).toEqual([
    'rinse',
    'New',
    'soap',
  ])
  // Of what somebody else took out, what is being written stays where it was.
  expect(brought(renamed(drafts, 'Soap', 'Bilas'), [DRY, SOAP])).toEqual(['dry', 'soap', 'rinse'])
  // Where both have moved steps, what is written counts.
  expect(brought(moved(drafts, 0, 1), [DRY, SOAP, RINSE])).toEqual(['rinse', 'soap', 'dry'])
})

test('a step that is renamed takes what its new name is called at the site, and leaves what the former one was', () => {
  const site = { Rinse: { zh: '冲洗', ta: 'அலசு' }, Wax: { zh: '打蜡' } }
  const [draft] = draftsOf([{ ...RINSE, names: site.Rinse }])
  if (!draft) throw new Error('no draft')
  const typed = (name: string, others = {}) =>
    Array.from(name).reduce((now, _, place) => renamedTo(now, name.slice(0, place + 1), { others, kept: site }), draft)
      .names
  expect(typed('Polish')).toEqual({})
  expect(typed('Wax')).toEqual({ zh: '打蜡' })
  expect(typed('Wax off')).toEqual({})
  // What is being written of another step counts before what is kept, and a space is no other name.
  expect(typed('Wax', { Wax: { zh: '上蜡' } })).toEqual({ zh: '上蜡' })
  expect(typed('Rinse ')).toEqual(site.Rinse)
  expect(renamedTo(draft, 'Rinse ', { others: {}, kept: {} }).names).toEqual(site.Rinse)
  for (const odd of ['constructor', '__proto__']) expect(typed(odd)).toEqual({})
  // What was written for this step alone goes with it where only a letter was wrong.
  const own = { ...draft, name: 'Rinze', names: { zh: '漂洗' } }
  expect(renamedTo(own, 'Rinsing', { others: {}, kept: site }).names).toEqual({ zh: '漂洗' })
  expect(renamedTo(own, 'Rinse', { others: {}, kept: site }).names).toEqual(site.Rinse)
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
