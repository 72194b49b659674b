'use client'

import { createContext, useContext, useEffect } from 'react'
import type { ClientPool } from './client/client-pool'
import type { SyncClient } from './client/sync-client'

export const SyncContext = createContext<ClientPool | null>(null)

/** The provider's client, or that of a tenant; runs while the component is mounted. */
export function useClient(tenantId?: string | null): SyncClient {
  const pool = useContext(SyncContext)
  if (!pool) throw new Error('useSyncManagerContext must be used within a SyncManagerProvider')
  const client = pool.clientOf(tenantId)
  useEffect(() => pool.use(client), [pool, client])
  return client
}
