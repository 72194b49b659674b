import { type Command, commandSchema, type DocumentChange, provisionalID } from '@/lib/domain'
import type { FeedState } from '@/lib/sync/engine'
import { predict, type Scene } from '@/renderer/store/predict'
import { documentsOf, type SiteState, someCommand } from '../support/random-commands'

/** How often a person looks for something that can be done. */
const DRAWS = 20

export interface Act {
  /** `null` where chance found nothing that the screen does not refuse. */
  readonly command: Command | null
  /** What was tried before and refused on the screen. */
  readonly refused: number
}

/** What somebody does who has this before them; `pick` chooses, so that one seed gives one history. */
export function nextAct(
  state: FeedState,
  scene: Scene,
  envelope: Pick<Command, 'id' | 'issuedAt'>,
  pick: (below: number) => number,
): Act {
  const shown = inReach(asShown(state, scene), scene)
  for (let refused = 0; refused < DRAWS; refused += 1) {
    const command = draw(shown, scene, envelope, pick)
    if (command && predict(command, documentsOf(shown), scene).kind !== 'refused') return { command, refused }
  }
  return { command: null, refused: DRAWS }
}

export function siteOf(changes: Iterable<DocumentChange>): SiteState {
  const state = { orders: [], queues: [], bays: [], jobs: [] } as { [K in keyof SiteState]: SiteState[K][number][] }
  for (const change of changes) {
    if (change.document === null) continue
    if (change.kind === 'order') state.orders.push(change.document)
    else if (change.kind === 'queue') state.queues.push(change.document)
    else if (change.kind === 'bay') state.bays.push(change.document)
    else if (change.kind === 'job') state.jobs.push(change.document)
  }
  return state
}

function draw(
  shown: SiteState,
  { actor }: Scene,
  envelope: Pick<Command, 'id' | 'issuedAt'>,
  pick: (below: number) => number,
): Command | null {
  if (actor.role !== 'bay' && (shown.orders.length < 4 || pick(5) === 0)) {
    const plate = `CHS ${envelope.id.slice(0, 6).toUpperCase()}`
    // Named by whoever took it, and worked on under that name before the server has heard of it.
    const takenAs = pick(4) === 0 ? null : provisionalID('C7K-0001', envelope.id)
    const payload = { plate, vehicleType: 'sedan', services: [{ serviceId: 'basic-wash' }], takenAs }
    return commandSchema.parse({ ...envelope, type: 'order.create', payload })
  }
  if (shown.orders.length === 0 || shown.bays.length === 0) return null
  const made = someCommand(shown, pick)
  // A car is known again by its plate, and an edit of the office's by its note.
  if (made.type === 'order.change' && ('plate' in made.payload || 'customerNotes' in made.payload)) return null
  const version = versionSeen(made, shown)
  const command = { ...envelope, ...made, ...(version === undefined ? {} : { expect: { version } }) }
  // A bay does not see what an order costs, so its screen can make no command of it.
  return commandSchema.safeParse(command).data ?? null
}

/** The documents with what waits laid over them, as the screen has them. */
function asShown({ documents, pending = [] }: FeedState, scene: Scene): SiteState {
  const shown = new Map(documents.map((change) => [addressOf(change), change]))
  for (const command of pending) {
    const prediction = predict(command, documentsOf(siteOf(shown.values())), scene)
    if (prediction.kind !== 'changes') continue
    for (const change of prediction.changes) shown.set(addressOf(change), change)
  }
  return siteOf(shown.values())
}

const addressOf = ({ kind, key }: DocumentChange) => `${kind}:${key}`

/** A bay's screen offers its own bay and job, and the cars that wait. */
function inReach(shown: SiteState, { actor }: Scene): SiteState {
  if (actor.role !== 'bay') return shown
  return {
    ...shown,
    bays: shown.bays.filter(({ bayId }) => bayId === actor.bayId),
    jobs: shown.jobs.filter(({ bayId }) => bayId === actor.bayId),
  }
}

/** The version of the document an act is about, as it is on the screen. */
function versionSeen({ type, payload }: Pick<Command, 'type' | 'payload'>, shown: SiteState): number | undefined {
  const documents = documentsOf(shown)
  const text = (field: string) => {
    const value: unknown = Reflect.get(payload, field)
    return typeof value === 'string' ? value : ''
  }
  const [subject] = type.split('.')
  if (subject === 'job') return documents.get('job', text('jobId'))?.version
  if (subject === 'bay') return documents.get('bay', text('bayId'))?.version
  if (subject === 'order') return documents.get('order', text('orderID'))?.version
  return undefined
}
