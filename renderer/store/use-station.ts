import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Command, Concern, DocumentByKind, DocumentKind, SeenQueue, Shift, SiteState, Stage } from '@/lib/domain'
import type { RefusedCommand, StoredEvent, SyncStatus } from '@/lib/sync/engine'
import { listenTo, useMoment } from '@/lib/ui/clock'
import type { SiteStanding } from './standings'
import { channel, type StationStore } from './station-store'
import type { Wait } from './waits'

const TURNS_EVERY_MS = 30_000

export const StoreContext = createContext<StationStore | null>(null)

export function useStore(): StationStore {
  const store = useContext(StoreContext)
  if (!store) throw new Error('no store: the screen stands outside of <Station>')
  return store
}

/** Reads `select` again whenever `name` is told; renders again only when its value is another one. */
function useChannel<Value>(name: string, select: (store: StationStore) => Value): Value {
  const store = useStore()
  const listen = useCallback((listener: () => void) => store.listen(name, listener), [store, name])
  const read = () => select(store)
  return useSyncExternalStore(listen, read, read)
}

/** One document; only its own changes render the caller again. */
export function useDocument<K extends DocumentKind>(kind: K, key: string | null): DocumentByKind[K] | undefined {
  return useChannel(channel.document(kind, key ?? ''), (store) => (key === null ? undefined : store.get(kind, key)))
}

export function useStageOrders(stage: Stage): readonly string[] {
  return useChannel(channel.lists, (store) => store.lists.stage(stage))
}

/** Orders that hold money to be given back. */
export function useToGiveBack(): readonly string[] {
  return useChannel(channel.lists, (store) => store.lists.toGiveBack)
}

/** Handed to the desk and not decided on, oldest first. */
export function useConcerns(): readonly Concern[] {
  return useChannel(channel.lists, (store) => store.lists.concerns)
}

/** The newest shift of the till, open or closed. */
export function useShift(): Shift | null {
  return useChannel(channel.lists, (store) => store.lists.shift)
}

export function useBays(): readonly string[] {
  return useChannel(channel.lists, (store) => store.lists.bays)
}

/** When the waiting car's turn comes, looked at every half minute; renders the caller when the answer reads differently. */
export function useWait(orderID: string): Wait | undefined {
  const store = useStore()
  const moment = useMoment(TURNS_EVERY_MS)
  const listen = useCallback(
    (listener: () => void) => {
      const stops = [store.listen(channel.turns, listener), listenTo(TURNS_EVERY_MS, listener)]
      return () => stops.forEach((stop) => void stop())
    },
    [store],
  )
  return useSyncExternalStore(
    listen,
    () => store.waits.of(orderID, moment.now()),
    () => store.waits.of(orderID, moment.first()),
  )
}

/** Who is late against what the site promises, and how long things take; renders the caller when that reads differently. */
export function useSiteStanding(promiseMinutes: number): SiteStanding {
  const store = useStore()
  const moment = useMoment(TURNS_EVERY_MS)
  const listen = useCallback(
    (listener: () => void) => {
      const stops = [
        store.listen(channel.turns, listener),
        store.listen(channel.lists, listener),
        listenTo(TURNS_EVERY_MS, listener),
      ]
      return () => stops.forEach((stop) => void stop())
    },
    [store],
  )
  return useSyncExternalStore(
    listen,
    () => store.standings.of(promiseMinutes, moment.now()),
    () => store.standings.of(promiseMinutes, moment.first()),
  )
}

/** All queues; renders the caller when one of them changes. */
export function useQueues(): readonly SeenQueue[] {
  return useChannel(channel.lists, (store) => store.lists.queues)
}

export function useStatus(): SyncStatus {
  return useChannel(channel.status, (store) => store.status)
}

/** Done here and not answered by the server yet, oldest first. */
export function useWaitingCommands(): readonly Command[] {
  return useChannel(channel.unsettled, (store) => store.waiting)
}

/** Ids of those that have certainly not left this machine. */
export function useUnsent(): ReadonlySet<string> {
  return useChannel(channel.unsettled, (store) => store.unsent)
}

/** What the server refused of what was done here, and nobody has decided on yet; oldest first. */
export function useRefusedCommands(): readonly RefusedCommand[] {
  return useChannel(channel.unsettled, (store) => store.refused)
}

/** Milliseconds from this machine's clock to the server's; 0 while unknown. */
export function useClockOffset(): number {
  return useChannel(channel.status, (store) => store.status.clockOffset ?? 0)
}

export function useEvents(): readonly StoredEvent[] {
  return useChannel(channel.events, (store) => store.events)
}

/** The whole site, for what depends on all of it; renders with every change, so keep its users small. */
export function useSite(): SiteState & { readonly revision: number } {
  const store = useStore()
  const revision = useChannel(channel.anything, (current) => current.revision)
  return {
    revision,
    queues: store.all('queue'),
    bays: store.all('bay'),
    jobs: store.all('job'),
    orders: store.all('order'),
  }
}
