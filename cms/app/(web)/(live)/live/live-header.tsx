'use client'

import { CalendarDays, Columns3, LayoutDashboard, type LucideIcon, Users } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { classNames } from '@/lib/ui/design/class-names'
import { Mark } from '@/lib/ui/design/Mark'
import { LiveAccount } from './account-menu'
import { LiveFreshness } from './live-freshness'
import { LiveLink } from './page-opening'
import { useSite } from './site'

type Page = 'dashboard' | 'queue' | 'bays' | 'day'

const PAGES: readonly { readonly page: Page; readonly path: string; readonly icon: LucideIcon }[] = [
  { page: 'dashboard', path: '/dashboard', icon: LayoutDashboard },
  { page: 'queue', path: '/queue', icon: Users },
  { page: 'bays', path: '/bays', icon: Columns3 },
  { page: 'day', path: '/day', icon: CalendarDays },
]

/** The site's name, the pages, and what the picture may claim of itself, always in sight. */
export function LiveHeader() {
  const { t } = useTranslation()
  const site = useSite()
  const path = usePathname()
  return (
    <header data-stays className="sticky top-0 z-20 border-line border-b bg-surface print:hidden">
      <div className="mx-auto flex w-full max-w-7xl flex-wrap items-center gap-x-6 px-5 py-1.5 max-md:px-3 max-md:pb-0">
        <p className="flex min-w-0 items-center gap-2.5 font-semibold text-lg max-md:grow max-md:basis-0">
          <Mark />
          <span className="truncate">{site.name}</span>
        </p>
        <nav
          aria-label={t('live.pages')}
          className="flex min-w-0 grow gap-1 max-md:order-3 max-md:-mx-3 max-md:basis-[calc(100%+1.5rem)] max-md:gap-0"
        >
          {PAGES.map(({ page, path: target, icon: Icon }) => {
            const here = path === target || path.startsWith(`${target}/`)
            return (
              <LiveLink
                key={page}
                href={target}
                aria-current={here ? 'page' : undefined}
                className={classNames(
                  'min-target inline-flex items-center justify-center gap-2 rounded-md px-3 font-medium hover:text-ink',
                  'max-md:min-w-0 max-md:flex-auto max-md:flex-col max-md:gap-0.5 max-md:rounded-none max-md:px-1 max-md:py-1.5 max-md:text-xs',
                  here ? 'text-ink shadow-[inset_0_-2px_0_var(--accent)] md:bg-sunken md:shadow-none' : 'text-ink-soft',
                )}
              >
                <Icon aria-hidden className="size-4.5 shrink-0" />
                <span className="max-w-full truncate">{t(`live.page.${page}`)}</span>
              </LiveLink>
            )
          })}
        </nav>
        <div className="flex items-center gap-1">
          <LiveFreshness />
          <LiveAccount />
        </div>
      </div>
    </header>
  )
}
