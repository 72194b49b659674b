import type { Command, DocumentChange } from '@/lib/domain'
import { isMoney, leansOn, mayBeTakenBack } from '@/lib/domain/commands/leaning'
import { predict, type Scene, type Told } from './predict'

/** What taking a waiting command back would come to. */
export interface TakingBack {
  readonly command: Command
  /** What else waits and cannot be done without it, oldest first: it goes with it. */
  readonly along: readonly Command[]
  /** The first of these that never goes with something else: money that changed hands, or what is done a second time. */
  readonly blockedBy: Command | null
}

/**
 * Which of the waiting commands lean on this one: those that name what it makes, and those that the rules refuse once it is not
 * done.
 * @param documents as the server last told them
 */
export function takingBack(command: Command, waiting: readonly Command[], documents: Told, scene: Scene): TakingBack {
  const refusedAnyway = refusedOf(waiting, documents, scene)
  const gone = new Set([command.id])
  for (let before = 0; before < gone.size; ) {
    before = gone.size
    const staying = waiting.filter(({ id }) => !gone.has(id))
    const refused = refusedOf(staying, documents, scene)
    const leaving = waiting.filter(({ id }) => gone.has(id))
    for (const each of staying) {
      const newlyRefused = refused.has(each.id) && !refusedAnyway.has(each.id)
      if (newlyRefused || leaving.some((earlier) => leansOn(each, earlier))) gone.add(each.id)
    }
  }
  const along = waiting.filter(({ id }) => gone.has(id) && id !== command.id)
  return { command, along, blockedBy: along.find((each) => isMoney(each) || !mayBeTakenBack(each)) ?? null }
}

/** Ids of those that the rules refuse, done one after the other. */
function refusedOf(commands: readonly Command[], documents: Told, scene: Scene): ReadonlySet<Command['id']> {
  const changed = new Map<string, DocumentChange>()
  const { keys } = documents
  const over: Told = {
    get(kind, key) {
      const change = changed.get(`${kind}:${key}`)
      return change ? ((change.document ?? undefined) as never) : documents.get(kind, key)
    },
    ...(keys && {
      keys: (kind) => {
        const made = [...changed.values()].flatMap((change) => (change.kind === kind ? [change.key] : []))
        return new Set([...keys.call(documents, kind), ...made])
      },
    }),
  }
  const refused = new Set<Command['id']>()
  for (const command of commands) {
    const prediction = predict(command, over, scene)
    if (prediction.kind === 'refused') refused.add(command.id)
    else for (const change of prediction.changes) changed.set(`${change.kind}:${change.key}`, change)
  }
  return refused
}
