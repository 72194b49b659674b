import { freeName, slugOf } from '@/lib/domain/short-names'
import { LONGEST_SLUG, MOST_MINUTES } from '@/lib/domain/values'
import type { ServiceStep } from '../read/set-up-steps'

/** A step as it is being written. */
export interface StepDraft {
  /** Tells the rows of one list apart, wherever they are moved. */
  readonly row: number
  /** What jobs call it; `null` until it is saved. */
  readonly key: string | null
  readonly name: string
  /** As typed. */
  readonly minutes: string
}

export const draftsOf = (steps: readonly ServiceStep[]): readonly StepDraft[] =>
  steps.map(({ key, name, minutes }, row) => ({ row, key, name, minutes: String(minutes) }))

/** The same list with an empty step behind it. */
export const withNew = (drafts: readonly StepDraft[]): readonly StepDraft[] => [
  ...drafts,
  { row: Math.max(-1, ...drafts.map(({ row }) => row)) + 1, key: null, name: '', minutes: '5' },
]

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
    steps.push({ key, name, minutes })
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
  one.every(({ key, name, minutes }, place) => {
    const as = other[place]
    return key === as?.key && name === as.name && minutes === as.minutes
  })

/** A service's steps as far as its drafts need them. */
interface Stepped {
  readonly id: number
  readonly steps: readonly ServiceStep[]
  readonly optionIds: readonly string[]
}

/**
 * The drafts by service once the server has `after` where it had `before`. One that said what the server had, saved or
 * untouched, gives way where that changes: kept, it would undo what somebody else did. Any other stays with its rows and
 * the spaces of a name that is not typed to its end.
 */
export function withoutOld(
  drafts: Readonly<Record<number, readonly StepDraft[]>>,
  before: readonly Stepped[],
  after: readonly Stepped[],
): Readonly<Record<number, readonly StepDraft[]>> {
  const gives = (id: number, draft: readonly StepDraft[]) => {
    const [then, now] = [before, after].map((services) => services.find((service) => service.id === id))
    if (!then || !now) return !now
    const steps = stepsOf(draft, then.optionIds)
    return steps !== null && sameSteps(steps, then.steps) && !sameSteps(then.steps, now.steps)
  }
  return Object.fromEntries(Object.entries(drafts).filter(([id, draft]) => !gives(Number(id), draft)))
}

/** `snow-foam`, `snow-foam-2`; a name without one Latin letter or digit gives `step`. */
const freeKey = (name: string, taken: ReadonlySet<string>): string =>
  freeName(
    slugOf(name)
      .slice(0, LONGEST_SLUG - '-999'.length)
      .replace(/-$/, '') || 'step',
    taken,
  )
