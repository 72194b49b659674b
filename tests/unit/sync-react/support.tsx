import { act, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { SyncManagerProvider, type SyncManagerProviderProps } from '@/lib/sync'
import { createTestEventSource, type TestEventSource, type TestEventSourceFactory } from '@/lib/sync/testing'

/** A provider over a test stream, without storage, so that tests share nothing. */
export function provider(
  factory: TestEventSourceFactory = createTestEventSource(),
  props: Omit<SyncManagerProviderProps, 'children' | 'eventSourceFactory'> = {},
) {
  return {
    factory,
    wrapper: ({ children }: { children: ReactNode }) => (
      <SyncManagerProvider enablePersistence={false} {...props} eventSourceFactory={factory}>
        {children}
      </SyncManagerProvider>
    ),
  }
}

/** Waits for the newest open stream and says `connected` on it. */
export async function connected(factory: TestEventSourceFactory): Promise<TestEventSource> {
  const stream = await waitFor(() => factory.lastInstance)
  await act(async () => stream.simulateEvent('connected'))
  return stream
}
