import type { Command } from './command'
import { touchedDocuments } from './touched-documents'

/** What a command makes, called as those call it that are about it. */
function madeBy(command: Command): string | null {
  switch (command.type) {
    case 'order.create':
    case 'shift.open':
      return touchedDocuments(command)[0] ?? null
    case 'bay.assign':
      return `job:${command.id}`
    default:
      return null
  }
}

/**
 * Whether `command` names something that `earlier` makes: an order that was taken, a shift that was opened, or the job
 * of a car that was sent to its bay.
 */
export function leansOn(command: Command, earlier: Command): boolean {
  const made = madeBy(earlier)
  return made !== null && command.id !== earlier.id && touchedDocuments(command).includes(made)
}

/**
 * Whether it may be taken back while it waits. What was refused before and is on its way a second time, or to the desk, is no
 * longer among what needs a person: taken back, nobody would have it.
 */
export const mayBeTakenBack = ({ type, confirmedAt }: Command): boolean =>
  type !== 'concern.raise' && type !== 'concern.settle' && confirmedAt === undefined

/** Whether it says that money changed hands. */
export const isMoney = ({ type, payload }: Command): boolean => type === 'order.setPayment' && payload.action !== 'fail'
