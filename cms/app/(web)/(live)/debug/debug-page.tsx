'use client'

import { SyncDebugPanel } from '@/lib/sync'

export function DebugPage() {
  return (
    <>
      <h1 className="font-semibold text-xl">Connection</h1>
      <SyncDebugPanel debug={true} />
    </>
  )
}
