import type { AnyCommand, CommandDomain } from '../ports/domain'
import type { Outbox } from '../ports/ports'

/** What became of a wish to take commands back. */
export type Withdrawal =
  | { readonly status: 'withdrawn' }
  /** One of them may have been sent, or waits no longer: nothing was taken back. */
  | { readonly status: 'too_late' }
  /** These, too, wait and cannot be done without them: nothing was taken back. */
  | { readonly status: 'more'; readonly ids: readonly string[] }

/**
 * Takes commands back that have certainly never left this machine: all of them, or none. Rejects where the outbox cannot
 * keep that.
 */
export async function takeBack(
  outbox: Outbox,
  domain: Pick<CommandDomain, 'leansOn'>,
  ids: readonly string[],
): Promise<Withdrawal> {
  const wanted = new Set(ids)
  let became: Withdrawal = { status: 'too_late' }
  await outbox.withdraw((waiting) => {
    const found = waiting.filter(({ command, unsent }) => wanted.has(command.id) && unsent)
    const commands = waiting.map(({ command }) => command)
    const more = leaningOn(commands, wanted, domain)
    if (found.length < wanted.size) became = { status: 'too_late' }
    else if (more.length > 0) became = { status: 'more', ids: more }
    else became = { status: 'withdrawn' }
    return became.status === 'withdrawn' ? [...wanted] : []
  })
  return became
}

/** Ids of what else waits and leans on these, directly or through another. */
function leaningOn(
  waiting: readonly AnyCommand[],
  wanted: ReadonlySet<string>,
  domain: Pick<CommandDomain, 'leansOn'>,
): readonly string[] {
  const going: AnyCommand[] = []
  for (const command of waiting) {
    if (wanted.has(command.id) || going.some((earlier) => domain.leansOn(command, earlier))) going.push(command)
  }
  return going.flatMap(({ id }) => (wanted.has(id) ? [] : [id]))
}
