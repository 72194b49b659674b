import { WORKER } from '@/renderer/hosts/shell-names'
import { SYNC_METHODS, SYNC_PREFIX } from '../sync/http/addresses'

export const SIGN_IN_ONCE = '/sign-in/once'

/** What this server answers itself, in front of Next; all the rest is Next's. */
export const OWN_ADDRESSES: readonly { readonly method: string; readonly path: string }[] = [
  ...Object.entries(SYNC_METHODS).map(([name, method]) => ({ method, path: `${SYNC_PREFIX}${name}` })),
  { method: 'GET', path: SIGN_IN_ONCE },
  { method: 'GET', path: WORKER },
]

const pathOf = (url: string) => url.split('?', 1)[0]

/** What supervisors and balancers ask. */
export const isProbe = (url: string): boolean =>
  (['health', 'live', 'ready'] as const satisfies (keyof typeof SYNC_METHODS)[]).some(
    (name) => pathOf(url) === `${SYNC_PREFIX}${name}`,
  )

export const isLive = (url: string): boolean => pathOf(url) === `${SYNC_PREFIX}live`

export const isOwn = (url: string): boolean => url.startsWith(SYNC_PREFIX) || pathOf(url) === SIGN_IN_ONCE
