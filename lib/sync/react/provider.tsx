'use client'

import { type ReactNode, useEffect, useState } from 'react'
import type { Snapshot } from '../car-wash/wire'
import type { EventSourceFactory } from '../ports/ports'
import type { Auth } from '../transport/authorised'
import { ClientPool } from './client/client-pool'
import type { CreateEngine } from './client/create-engine'
import { createWebEngine } from './client/web-engine'
import { SyncContext } from './context'
import type { SyncSettings } from './types'

export interface SyncManagerProviderProps {
  readonly children?: ReactNode | undefined
  /** Settings that differ from `DEFAULT_SYNC_CONFIG`. Read once; later changes go through `updateConfiguration`. */
  readonly initialConfig?: SyncSettings | undefined
  /** What a server component read for this page: drawn at once on both sides, and followed from its cursor. */
  readonly initialSnapshot?: Snapshot | undefined
  /** Keep events and cursor in `localStorage`, so that a reload goes on where it stopped. Default `true`. */
  readonly enablePersistence?: boolean | undefined
  /** Makes the event stream: for tests, or where the browser's own `EventSource` does not do. */
  readonly eventSourceFactory?: (EventSourceFactory & { readonly fetch?: typeof fetch }) | undefined
  /** Origin of the server; default: the page's own. Its CORS list must name the page's origin. */
  readonly serverUrl?: string | undefined
  /**
   * For a page of another site: gives the token that its own server got from `POST /api/v1/sync/token`, or a whole
   * `Authorization` header. Asked again when what it gave has ended. No cookie is sent then. Read once.
   */
  readonly auth?: Auth | undefined
  /**
   * Who is signed in, as the log names it (`user:7`): what a server component read from the session. Commands then wait
   * on the disk, outlive reload and crash, and are sent for nobody else; without it they live as long as the page.
   */
  readonly account?: string | undefined
  /** One connection for all tabs of this origin. Default: `true`, except with an `eventSourceFactory`. */
  readonly shareTabs?: boolean | undefined
  /** Another engine altogether, e.g. one that lives in another process. */
  readonly createEngine?: CreateEngine | undefined
}

/** Gives the hooks below it one connection to the server. Renders its children unchanged, also on a server. */
export function SyncManagerProvider(props: SyncManagerProviderProps): ReactNode {
  // Another account begins anew: neither events nor commands of one are the other's.
  return <AccountProvider key={props.account} {...props} />
}

function AccountProvider(props: SyncManagerProviderProps): ReactNode {
  const { initialConfig = {}, createEngine, initialSnapshot } = props
  const [pool] = useState(() => new ClientPool(initialConfig, createEngine ?? engineOf(props), initialSnapshot))
  useEffect(() => {
    pool.start()
    return () => pool.stop()
  }, [pool])
  // A page that was refreshed by hand brings a newer picture, wanted where the engine has none.
  useEffect(() => {
    if (initialSnapshot) pool.main.offer(initialSnapshot)
  }, [pool, initialSnapshot])
  return <SyncContext.Provider value={pool}>{props.children}</SyncContext.Provider>
}

function engineOf(props: SyncManagerProviderProps): CreateEngine {
  const { enablePersistence = true, eventSourceFactory, serverUrl = '', account, auth } = props
  const shareTabs = props.shareTabs ?? eventSourceFactory === undefined
  return (request) =>
    createWebEngine({ ...request, enablePersistence, eventSourceFactory, serverUrl, shareTabs, account, auth })
}
