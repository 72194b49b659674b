// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { idOfNextTry, useCommands, useQueueSync, useSyncManager } from '@/lib/sync'
import { sampleQueue } from '@/lib/sync/testing'
import { connected, provider } from './support'

it('a refused command is told to the page in the server’s words, until the next is sent', async () => {
  const { factory, wrapper } = provider()
  const { result } = renderHook(() => ({ ...useQueueSync(), error: useSyncManager().error }), { wrapper })
  await connected(factory)
  factory.server.refusal = 'There is no order AX-1 at this site.'
  await act(() => result.current.updateQueue('vip', { open: false }))
  await waitFor(() => expect(result.current.error).toContain('There is no order AX-1 at this site.'))
  factory.server.refusal = null
  await act(() => result.current.updateQueue('vip', { open: true }))
  await waitFor(() => expect(result.current.error).toBeNull())
})

it('what was refused stays before the page until a person has decided', async () => {
  const { factory, wrapper } = provider()
  const { result } = renderHook(() => ({ ...useQueueSync(), ...useCommands() }), { wrapper })
  await connected(factory)
  factory.server.refusal = 'Not now.'
  await act(() => result.current.updateQueue('vip', { open: false }))
  await waitFor(() => expect(result.current.refused).toHaveLength(1))
  const [refused] = result.current.refused
  expect(refused).toMatchObject({ command: { type: 'queue.close' }, answer: { message: 'Not now.' } })
  expect(result.current.waiting).toBe(0)
  await act(() => result.current.release(refused?.command.id ?? '', 'not_needed'))
  await waitFor(() => expect(result.current.refused).toEqual([]))
})

it('what has not been sent is taken back by the page', async () => {
  const { factory, wrapper } = provider()
  factory.server.signedOut = true
  const use = () => ({ ...useQueueSync(), ...useCommands(), error: useSyncManager().error })
  const { result } = renderHook(use, { wrapper })
  await waitFor(() => expect(result.current.error).toContain('signed out'))
  await act(() => result.current.updateQueue('vip', { open: false }))
  await waitFor(() => expect(result.current.unsent).toHaveLength(1))
  await act(async () => expect(await result.current.withdraw(result.current.unsent)).toEqual({ status: 'withdrawn' }))
  await waitFor(() => expect(result.current).toMatchObject({ unsent: [], waiting: 0 }))
  factory.server.signedOut = false
  await act(async () => window.dispatchEvent(new Event('focus')))
  await waitFor(() => expect(factory.instances).toHaveLength(1))
  await connected(factory)
  await act(() => result.current.updateQueue('vip', { open: true }))
  await waitFor(() => expect(factory.server.commands.map(({ type }) => type)).toEqual(['queue.open']))
})

it('a page that was signed out goes on by itself when it is looked at again', async () => {
  const { factory, wrapper } = provider()
  factory.server.signedOut = true
  const { result } = renderHook(() => useSyncManager(), { wrapper })
  await waitFor(() => expect(result.current.error).toContain('signed out'))
  expect(factory.instances).toHaveLength(0)
  factory.server.signedOut = false
  await act(async () => window.dispatchEvent(new Event('focus')))
  await waitFor(() => expect(factory.instances).toHaveLength(1))
  await connected(factory)
  await waitFor(() => expect(result.current).toMatchObject({ isConnected: true, error: null }))
})

it('a command resolves with what became of it: done, or refused with code, words and the document as it is', async () => {
  const { factory, wrapper } = provider()
  const { result } = renderHook(() => ({ ...useQueueSync(), ...useCommands() }), { wrapper })
  await connected(factory)
  const done = await act(() => result.current.updateQueue('vip', { open: false }))
  expect(done).toEqual({ status: 'done', id: factory.server.commands[0]?.id })
  factory.server.refusal = 'There is no order AX-20260115-0007 at this site.'
  factory.server.current = { queue: sampleQueue() }
  const move = { queue: 'regular', orderID: 'AX-20260115-0007', before: null } as const
  const refused = await act(() => result.current.send('queue.move', move, { expect: { version: 3 } }))
  expect(refused).toMatchObject({
    ...{ status: 'refused', code: 'not_allowed', message: factory.server.refusal },
    current: { queue: { queueId: 'regular' } },
  })
  expect(factory.server.commands[1]).toMatchObject({ payload: move, expect: { version: 3 } })
  factory.server.refusal = null
  const id = idOfNextTry(refused.id)
  expect(await act(() => result.current.send('queue.move', move, { id }))).toEqual({ status: 'done', id })
})

it('without the server a command is kept, listed as waiting, and its outcome follows', async () => {
  const { factory, wrapper } = provider()
  factory.server.signedOut = true
  const use = () => ({ ...useCommands(), error: useSyncManager().error })
  const { result } = renderHook(use, { wrapper })
  await waitFor(() => expect(result.current.error).toContain('signed out'))
  const [one, two] = await act(() =>
    Promise.all([
      result.current.send('queue.close', { queue: 'vip' }),
      result.current.send('queue.open', { queue: 'regular' }),
    ]),
  )
  if (one.status !== 'kept' || two.status !== 'kept') throw new Error(`${one.status}, ${two.status}`)
  await waitFor(() =>
    expect(result.current.pending).toMatchObject([
      { command: { id: one.id, type: 'queue.close' }, unsent: true },
      { command: { id: two.id, type: 'queue.open' }, unsent: true },
    ]),
  )
  await act(() => result.current.withdraw([two.id]))
  expect(await two.settled).toEqual({ status: 'withdrawn', id: two.id })
  factory.server.signedOut = false
  await act(async () => window.dispatchEvent(new Event('focus')))
  await waitFor(() => expect(factory.instances).toHaveLength(1))
  await connected(factory)
  expect(await one.settled).toEqual({ status: 'done', id: one.id })
  await waitFor(() => expect(result.current.pending).toEqual([]))
})

it('what is no command is refused before it is kept', async () => {
  const { factory, wrapper } = provider()
  const { result } = renderHook(() => useCommands(), { wrapper })
  await connected(factory)
  const wrong = { queue: 'fast' } as unknown as { queue: 'vip' }
  await expect(result.current.send('queue.close', wrong)).rejects.toThrow(/queue/)
  expect(result.current.pending).toEqual([])
})
