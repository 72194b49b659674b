import { contextBridge, ipcRenderer } from 'electron'
import type { FeedBatch } from '@/lib/sync/engine'
import type { Pushes, PushName, RequestName, StationBridge } from './contract'
import { FeedGate, type LoadedFeed, type NumberedBatch } from './feed-gate'
import { watchPage } from './page-sign'

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string }
type Listener = (payload: never) => void

const listeners = new Map<PushName, Set<Listener>>()
const listenersOf = (name: PushName) => {
  const found = listeners.get(name) ?? new Set<Listener>()
  listeners.set(name, found)
  return found
}

function deliver<N extends PushName>(name: N, payload: Pushes[N]): void {
  for (const listener of [...listenersOf(name)]) (listener as (payload: Pushes[N]) => void)(payload)
}

// A macrotask is after every promise callback of the page that waited for its load.
const feed = new FeedGate(
  (batch: FeedBatch) => deliver('feed:batch', batch),
  (run) => setTimeout(run, 0),
)

for (const name of [
  'settings:changed',
  'server:changed',
  'server:other',
  'pin:changed',
  'app:trouble',
  'update:changed',
  'printer:changed',
  'debug:update',
] as const) {
  ipcRenderer.on(`station:${name}`, (_event, payload) => deliver(name, payload))
}
ipcRenderer.on('station:feed:batch', (_event, batch: NumberedBatch) => feed.push(batch))

async function invoke(name: RequestName, argument: unknown): Promise<unknown> {
  const answer: Answer = await ipcRenderer.invoke(`station:${name}`, argument)
  if (answer.ok) return answer.value
  throw new Error(answer.error)
}

const bridge: StationBridge = {
  request(name, argument) {
    const reply =
      name === 'feed:load' ? feed.load(() => invoke(name, undefined) as Promise<LoadedFeed>) : invoke(name, argument)
    return reply as never
  },
  on(name, listener) {
    const all = listenersOf(name)
    all.add(listener as Listener)
    if (name === 'feed:batch') feed.listenersChanged(all.size)
    return () => {
      all.delete(listener as Listener)
      if (name === 'feed:batch') feed.listenersChanged(all.size)
    }
  },
}

contextBridge.exposeInMainWorld('axStation', bridge)
watchPage((sign) => ipcRenderer.send('station:page-sign', sign))
