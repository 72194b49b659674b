import { act, configure, waitFor } from '@testing-library/react'
import { type ReactNode, use, useEffect } from 'react'
import { SyncManagerProvider, type SyncManagerProviderProps } from '@/lib/sync'
import type { SyncClient } from '@/lib/sync/react/client/sync-client'
import { SyncContext } from '@/lib/sync/react/context'
import { createTestEventSource, type TestEventSource, type TestEventSourceFactory } from '@/lib/sync/testing'

// A deadline, not a proof: a busy machine takes several times as long as a quiet one.
configure({ asyncUtilTimeout: 10_000 })

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

/** Tells of the client that the components of this provider share. */
export function ClientWatch({ onClient }: { readonly onClient: (client: SyncClient | undefined) => void }) {
  const pool = use(SyncContext)
  useEffect(() => onClient(pool?.main), [pool, onClient])
  return null
}
