import { LANGUAGES, type Language } from '@/lib/domain/languages'
import type { Names, SiteNames } from '@/lib/domain/names'
import { freeName, slugOf } from '@/lib/domain/short-names'
import { LONGEST_SLUG, MOST_MINUTES } from '@/lib/domain/values'
import type { ServiceStep } from '../read/set-up-steps'
import { stillAhead } from './typed-texts'

/** A step as it is being written. */
export interface StepDraft {
  /** Tells the rows of one list apart, wherever they are moved. */
  readonly row: number
  /** What jobs call it; `null` until it is saved. */
  readonly key: string | null
  readonly name: string
  readonly names: Names
  /** As typed. */
  readonly minutes: string
}

export const draftsOf = (steps: readonly ServiceStep[]): readonly StepDraft[] =>
  steps.map(({ key, name, names, minutes }, row) => ({ row, key, name, names, minutes: String(minutes) }))

/** The same list with an empty step behind it. */
export const withNew = (drafts: readonly StepDraft[]): readonly StepDraft[] => [
  ...drafts,
  { row: nextRow(drafts), key: null, name: '', names: {}, minutes: '5' },
]

const nextRow = (drafts: readonly StepDraft[]): number => Math.max(-1, ...drafts.map(({ row }) => row)) + 1

/** The same list with the step at `place` one place on, or one back. */
export function moved(drafts: readonly StepDraft[], place: number, by: 1 | -1): readonly StepDraft[] {
  const [one, other] = [drafts[place], drafts[place + by]]
  return one && other ? drafts.with(place, other).with(place + by, one) : drafts
}

/** `null`: these are no minutes. */
export const minutesOf = (typed: string): number | null =>
  /^\d{1,4}$/.test(typed.trim()) && Number(typed) <= MOST_MINUTES ? Number(typed) : null

/**
 * What is to be saved: a step keeps what jobs call it, however it is renamed or moved; a new one is called by its name, and by
 * nothing that an option of the service is called, for jobs have both.
 * `null` while a name is missing or minutes are none.
 */
export function stepsOf(
  drafts: readonly StepDraft[],
  optionIds: readonly string[] = [],
): readonly ServiceStep[] | null {
  const taken = new Set([...optionIds, ...drafts.flatMap(({ key }) => (key === null ? [] : [key]))])
  const steps: ServiceStep[] = []
  for (const draft of drafts) {
    const minutes = minutesOf(draft.minutes)
    const name = draft.name.trim()
    if (minutes === null || name === '') return null
    const key = draft.key ?? freeKey(name, taken)
    taken.add(key)
    steps.push({ key, name, names: givenIn(draft.names), minutes })
  }
  return steps
}

/** What was typed while `sent` was saved as `steps`: each row of it has been called by now, whatever its name has become. */
export function afterSaving(
  drafts: readonly StepDraft[],
  sent: readonly StepDraft[],
  steps: readonly ServiceStep[],
): readonly StepDraft[] {
  const keys = new Map(sent.map(({ row }, place) => [row, steps[place]?.key ?? null]))
  return drafts.map((draft) => ({ ...draft, key: draft.key ?? keys.get(draft.row) ?? null }))
}

export const sameSteps = (one: readonly ServiceStep[], other: readonly ServiceStep[]): boolean =>
  one.length === other.length &&
  one.every((step, place) => {
    const as = other[place]
    return as !== undefined && sameStep(step, as)
  })

const sameStep = (one: ServiceStep, other: ServiceStep): boolean =>
  one.key === other.key &&
  one.name === other.name &&
  one.minutes === other.minutes &&
  LANGUAGES.every((language) => one.names[language] === other.names[language])

/** Without what is empty. */
const givenIn = (names: Names): Names =>
  Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const name = names[language]?.trim()
      return name ? [[language, name]] : []
    }),
  )

/** What a step is in a language; one name is said one way, so every step of that name at the site is. */
export const calledIn = (
  drafts: readonly StepDraft[],
  { row, name }: StepDraft,
  said: { readonly language: Language; readonly as: string; readonly isHere: boolean },
): readonly StepDraft[] =>
  drafts.map((draft) => {
    const isMeant = (said.isHere && draft.row === row) || (name.trim() !== '' && draft.name.trim() === name.trim())
    return isMeant ? { ...draft, names: { ...draft.names, [said.language]: said.as } } : draft
  })

/**
 * A step under another name: what the site says for that in other languages comes with it, and what it says for the former one
 * does not. Only what was written for this step alone stays, for then a letter was wrong.
 * @param said what other steps are called as they are being written, and what all were when they were last known
 */
export function renamed(
  draft: StepDraft,
  name: string,
  { others, kept }: { readonly others: SiteNames; readonly kept: SiteNames },
): StepDraft {
  const [former, next] = [draft.name.trim(), name.trim()]
  if (former === next) return { ...draft, name }
  const find = (names: SiteNames, key: string): Names | undefined =>
    Object.hasOwn(names, key) ? names[key] : undefined
  const said = find(others, next) ?? find(kept, next)
  if (said) return { ...draft, name, names: said }
  const of = [find(others, former), find(kept, former)]
  const own = Object.entries(givenIn(draft.names)).filter(
    ([language, as]) => !of.some((names) => names?.[language as Language] === as),
  )
  return { ...draft, name, names: Object.fromEntries(own) }
}

/** A service's steps as far as its drafts need them. */
interface Stepped {
  readonly id: number
  readonly steps: readonly ServiceStep[]
  readonly optionIds: readonly string[]
}

/** What was saved of each service, in order, and is not known to be there, once `after` was read where it was `before`. */
export const aheadOf = (
  saved: Readonly<Record<number, readonly (readonly ServiceStep[])[]>>,
  before: readonly Stepped[],
  after: readonly Stepped[],
): typeof saved =>
  Object.fromEntries(
    Object.entries(saved).map(([id, lists]) => {
      const [was, is] = [before, after].map((services) => services.find((service) => service.id === Number(id))?.steps)
      return [id, was && is ? stillAhead(lists, { was, is, same: sameSteps }) : []]
    }),
  )

/**
 * The drafts by service once the server has `after` where it had `before`. One that said what the server had, saved or
 * untouched, gives way where that changes. Any other stays with its rows and the spaces of a name that is not typed to its
 * end; what somebody else changed meanwhile comes into it, for saved as it was it would undo that.
 */
export function broughtUpTo(
  drafts: Readonly<Record<number, readonly StepDraft[]>>,
  before: readonly Stepped[],
  after: readonly Stepped[],
): Readonly<Record<number, readonly StepDraft[]>> {
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([id, draft]) => {
      const [then, now] = [before, after].map((services) => services.find((service) => service.id === Number(id)))
      if (!now) return []
      if (!then || sameSteps(then.steps, now.steps)) return [[id, draft]]
      const steps = stepsOf(draft, then.optionIds)
      if (steps && sameSteps(steps, then.steps)) return []
      if (steps && sameSteps(steps, now.steps)) return [[id, draft]]
      return [[id, withOthers(draft, then.steps, now.steps)]]
    }),
  )
}

/** What is being written, with what others changed meanwhile from `before` to `after`; where both did, what is written. */
function withOthers(
  drafts: readonly StepDraft[],
  before: readonly ServiceStep[],
  after: readonly ServiceStep[],
): readonly StepDraft[] {
  const find = (steps: readonly ServiceStep[], key: string | null) => steps.find((step) => step.key === key)
  const kept = drafts.flatMap((draft) => {
    const [was, now] = [find(before, draft.key), find(after, draft.key)]
    if (!was || (now && sameStep(was, now))) return [draft]
    if (!now) return isWritten(draft, was) ? [draft] : []
    return [
      {
        ...draft,
        name: draft.name.trim() === was.name ? now.name : draft.name,
        minutes: draft.minutes.trim() === String(was.minutes) ? String(now.minutes) : draft.minutes,
        names: Object.fromEntries(
          LANGUAGES.map((language) => {
            const typed = draft.names[language] ?? ''
            return [language, typed.trim() === (was.names[language] ?? '') ? (now.names[language] ?? '') : typed]
          }),
        ),
      },
    ]
  })
  const stay = (steps: readonly { readonly key: string | null }[]) =>
    steps.map(({ key }) => key).filter((key) => find(before, key) && drafts.some((draft) => draft.key === key))
  const isMoved = stay(drafts).some((key, place) => key !== stay(before)[place])
  return after.reduce<readonly StepDraft[]>(
    (list, step, place) => {
      if (find(before, step.key) || list.some(({ key }) => key === step.key)) return list
      const ahead = after[place - 1]?.key
      const at = list.findIndex(({ key }) => key === ahead && key !== null) + 1
      const added = draftsOf([step]).map((draft) => ({ ...draft, row: nextRow(list) }))
      return list.toSpliced(ahead === undefined ? 0 : at || list.length, 0, ...added)
    },
    isMoved ? kept : inOrderOf(after, kept),
  )
}

/** The drafts in the order of `steps`; what is not of them stays behind what it stood behind. */
function inOrderOf(steps: readonly ServiceStep[], drafts: readonly StepDraft[]): readonly StepDraft[] {
  let last = -1
  return drafts
    .map((draft) => {
      const place = steps.findIndex(({ key }) => key === draft.key)
      if (place >= 0) last = place
      return { draft, place: last }
    })
    .toSorted((one, other) => one.place - other.place)
    .map(({ draft }) => draft)
}

const isWritten = (draft: StepDraft, was: ServiceStep): boolean => {
  const [step] = stepsOf([draft]) ?? []
  return !step || !sameStep(step, was)
}

/** `snow-foam`, `snow-foam-2`; a name without one Latin letter or digit gives `step`. */
const freeKey = (name: string, taken: ReadonlySet<string>): string =>
  freeName(
    slugOf(name)
      .slice(0, LONGEST_SLUG - '-999'.length)
      .replace(/-$/, '') || 'step',
    taken,
  )
