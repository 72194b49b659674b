'use client'

import { Check, CloudOff, LoaderCircle, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useConnectionHealth } from '@/lib/sync'
import { classNames } from '@/renderer/design/class-names'
import { StateChip } from '@/renderer/design/StateChip'

const PAGES = [
  ['/dashboard', 'Dashboard'],
  ['/queue', 'Queue'],
  ['/bays', 'Bays'],
  ['/debug', 'Connection'],
] as const

export function Navigation() {
  const path = usePathname()
  return (
    <header className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
      <nav aria-label="Pages" className="flex flex-wrap gap-1">
        {PAGES.map(([href, label]) => (
          <Link
            key={href}
            href={href}
            aria-current={path.startsWith(href) ? 'page' : undefined}
            className={classNames(
              'min-target inline-flex items-center rounded-md px-3 font-semibold',
              path.startsWith(href) ? 'bg-accent-soft text-accent' : 'text-ink-soft',
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <span className="grow" />
      <Freshness />
    </header>
  )
}

/** What this page may claim of its picture, always in sight. */
function Freshness() {
  const { freshness, status } = useConnectionHealth()
  return (
    <output aria-label="Freshness">
      {freshness.kind === 'current' ? (
        <StateChip tone="good" icon={Check}>
          Current
        </StateChip>
      ) : freshness.kind === 'catching_up' ? (
        <StateChip tone="active" icon={LoaderCircle}>
          Catching up ({freshness.behind})
        </StateChip>
      ) : status === 'connecting' ? (
        <StateChip icon={RefreshCw}>Connecting</StateChip>
      ) : (
        <StateChip tone="warn" icon={CloudOff}>
          Stale
        </StateChip>
      )}
    </output>
  )
}
