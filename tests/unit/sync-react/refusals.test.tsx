// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useCommands, useQueueSync, useSyncManager } from '@/lib/sync'
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
