import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, test } from 'vitest'
import { type Handlers, handleRequests } from '@/main/ipc/handle-requests'
import { StationError } from '@/main/station-error'
import { type RequestName, requests } from '@/preload/contract'

type Invoke = (event: IpcMainInvokeEvent, argument: unknown) => Promise<unknown>

const page = (url: string, parent: unknown = null) =>
  ({ senderFrame: { url, parent }, sender: {} }) as unknown as IpcMainInvokeEvent
const OWN = page('app://station/')

/** All requests of the contract behind the wrapper; each handler notes that it was reached. */
function wrapped(handler: (name: RequestName) => unknown = () => undefined) {
  const channels = new Map<string, Invoke>()
  const reached: RequestName[] = []
  const refused: RequestName[] = []
  const names = Object.keys(requests) as RequestName[]
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        reached.push(name)
        return handler(name)
      },
    ]),
  ) as unknown as Handlers
  handleRequests(
    { handle: (channel: string, listener: unknown) => void channels.set(channel, listener as Invoke) },
    handlers,
    (name) => refused.push(name),
  )
  const ask = (name: RequestName, event: IpcMainInvokeEvent, argument?: unknown) =>
    channels.get(`station:${name}`)?.(event, argument)
  return { channels, names, reached, refused, ask }
}

describe('every request of the contract', () => {
  test('has a channel of its own and no other', () => {
    const { channels, names } = wrapped()
    expect([...channels.keys()]).toEqual(names.map((name) => `station:${name}`))
  })

  test.each([
    ['another origin', page('https://evil.example/')],
    ['another host of the scheme', page('app://other/')],
    ['a file', page('file:///index.html')],
    ['a frame inside the page', page('app://station/', { url: 'app://station/' })],
    ['a frame that is gone', { senderFrame: null } as unknown as IpcMainInvokeEvent],
  ])('refuses %s before anything else', async (_who, event) => {
    const { ask, names, reached } = wrapped()
    for (const name of names) {
      expect(await ask(name, event, {})).toEqual({ ok: false, error: expect.stringMatching(/^forbidden: /) })
    }
    expect(reached).toEqual([])
  })

  test('refuses an argument that is not of its schema', async () => {
    const { ask, names, reached } = wrapped()
    for (const name of names) {
      expect(await ask(name, OWN, { __proto__: null, nonsense: 1n }), name).toEqual(
        // A partial of the settings may be empty; unknown names are dropped before the handler.
        name === 'settings:write'
          ? { ok: true, value: undefined }
          : { ok: false, error: expect.stringMatching(/^bad_argument: /) },
      )
    }
    expect(reached).toEqual(['settings:write'])
  })

  test('travels back with its code, and says nothing of the inside', async () => {
    const errors: Partial<Record<RequestName, unknown>> = {
      'feed:load': new StationError('not_set_up', 'Complete the first run.'),
      'app:info': new Error("ENOENT: no such file, open '/home/kiosk/secret'"),
      'pin:state': 'text',
    }
    const { ask, refused } = wrapped((name) => {
      throw errors[name]
    })
    expect(await ask('feed:load', OWN)).toEqual({ ok: false, error: 'not_set_up: Complete the first run.' })
    expect(await ask('app:info', OWN)).toEqual({ ok: false, error: expect.stringMatching(/^internal: /) })
    expect(await ask('pin:state', OWN)).toEqual({ ok: false, error: expect.stringMatching(/^internal: /) })
    expect(refused).toEqual(['feed:load', 'app:info', 'pin:state'])
  })
})
