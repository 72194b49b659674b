'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { SyncManagerProvider, useConnectionHealth } from '@/lib/sync'
import type { Snapshot } from '@/lib/sync/protocol'
import { Banner } from '@/renderer/design/Banner'
import { Button } from '@/renderer/design/Button'
import { MomentContext } from './moment'
import { Navigation } from './navigation'

export interface LiveFrameProps {
  readonly snapshot: Snapshot
  /** When the server took the snapshot, milliseconds since 1970. */
  readonly moment: number
  readonly children: ReactNode
}

export function LiveFrame({ snapshot, moment, children }: LiveFrameProps) {
  return (
    <SyncManagerProvider initialSnapshot={snapshot}>
      <MomentContext value={moment}>
        <div className="flex min-h-full flex-col">
          <Navigation />
          <main className="mx-auto flex w-full max-w-6xl grow flex-col gap-4 p-4">
            <StaleBanner />
            {children}
          </main>
        </div>
      </MomentContext>
    </SyncManagerProvider>
  )
}

/** Says that the picture may be old, and lets a person fetch a newer one without the live connection. */
function StaleBanner() {
  const { status, error } = useConnectionHealth()
  const router = useRouter()
  // While the first connection is made, what the server drew a moment ago is right.
  if (status === 'healthy' || status === 'polling' || (status === 'connecting' && error === null)) return null
  if (status === 'disconnected' && error === null) return null
  return (
    <Banner
      tone="warn"
      title="Live updates are not available."
      action={<Button onPress={() => router.refresh()}>Refresh now</Button>}
    >
      {error ?? 'What you see may be old.'}
    </Banner>
  )
}
