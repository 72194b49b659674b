'use client'

import Link, { useLinkStatus } from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  startTransition,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useConnectionHealth } from '@/lib/sync'
import { readAgain } from './read-again'

/** A page that comes sooner than this is shown without a skeleton before it, milliseconds. */
const SOON_MS = 200
/** A server that says nothing for so long is taken not to answer, milliseconds. */
const PATIENCE_MS = 8_000

export type Refreshing = 'idle' | 'busy' | 'unanswered'

interface PageOpening {
  /** The next page has been asked for and is not here yet. */
  readonly waiting: boolean
  readonly refreshing: Refreshing
  /** Reads the page's data anew without the live connection; `then` belongs to the same change of the screen. */
  refresh(then?: () => void): Promise<void>
  /** The same unseen: where the server would not give this page, the one on the screen and what is typed in it stay. */
  look(): Promise<void>
  /** Goes to a page only if the server answers: otherwise the browser would put its own error page in its place. */
  open(path: string): Promise<void>
  /** A link's page has been asked for. Returns what to call once it is here. */
  begin(): () => void
}

const PageOpeningContext = createContext<PageOpening | null>(null)

export function usePageOpening(): PageOpening {
  const opening = use(PageOpeningContext)
  if (!opening) throw new Error('usePageOpening belongs inside a PageOpeningProvider')
  return opening
}

/** Opening and refreshing of pages, with and without a server that answers. */
export function PageOpeningProvider({ children }: { readonly children: ReactNode }) {
  const router = useRouter()
  const path = usePathname()
  const [refreshing, setRefreshing] = useState<Refreshing>('idle')
  const [waiting, setWaiting] = useState(false)
  const asked = useRef(0)

  const tryServer = useCallback(async (target: string, go: () => void) => {
    setRefreshing('busy')
    const answer = await answerTo(target)
    setRefreshing(answer === 'none' ? 'unanswered' : 'idle')
    if (answer === 'none') return
    // A person whose sign-in has ended is led to a new one.
    if (answer !== 'page' && answer.ledTo.includes('/station/sign-in')) location.assign(answer.ledTo)
    else go()
  }, [])
  const refresh = useCallback(
    (then?: () => void) =>
      tryServer(path, () =>
        startTransition(() => {
          router.refresh()
          then?.()
        }),
      ),
    [tryServer, path, router],
  )
  const look = useCallback(async () => {
    if ((await answerTo(path)) !== 'page') return
    // The server may be gone by now: the next look finds what this one did not.
    startTransition(() => readAgain().catch(() => undefined))
  }, [path])
  const open = useCallback((target: string) => tryServer(target, () => router.push(target)), [tryServer, router])
  const begin = useCallback(() => {
    asked.current += 1
    const timer = setTimeout(() => setWaiting(true), SOON_MS)
    return () => {
      clearTimeout(timer)
      asked.current -= 1
      if (asked.current === 0) setWaiting(false)
    }
  }, [])
  const opening = useMemo(
    () => ({ waiting, refreshing, refresh, look, open, begin }),
    [waiting, refreshing, refresh, look, open, begin],
  )
  return <PageOpeningContext value={opening}>{children}</PageOpeningContext>
}

/**
 * Asks for a page's head alone: a page whose data cannot be read is replaced by the browser with what the server, or the
 * browser itself, has to say about it.
 */
async function answerTo(path: string): Promise<'page' | 'none' | { readonly ledTo: string }> {
  try {
    const { redirected, status, url } = await fetch(path, {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (status >= 500) return 'none'
    return redirected ? { ledTo: url } : 'page'
  } catch {
    return 'none'
  }
}

type LiveLinkProps = Omit<ComponentProps<typeof Link>, 'href' | 'onNavigate'> & { readonly href: string }

/** A link between these pages. They are drawn from data of the moment: one that was fetched ahead would be drawn twice. */
export function LiveLink({ href, children, ...rest }: LiveLinkProps) {
  const { freshness } = useConnectionHealth()
  const { open } = usePageOpening()
  return (
    <Link
      {...rest}
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        if (freshness.kind !== 'stale') return
        event.preventDefault()
        void open(href)
      }}
    >
      {children}
      <Waiting />
    </Link>
  )
}

function Waiting() {
  const { pending } = useLinkStatus()
  const { begin } = usePageOpening()
  useEffect(() => (pending ? begin() : undefined), [pending, begin])
  return null
}
