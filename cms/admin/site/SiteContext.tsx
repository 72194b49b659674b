'use client'

import { useTranslation } from '@payloadcms/ui'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { formatFor } from '@/lib/ui/format/format'
import { ago, type SiteSettings, siteTime, UNKNOWN_SITE } from './site-times'

const Sites = createContext<readonly SiteSettings[]>([])

export function SiteContext({ sites, children }: { sites: readonly SiteSettings[]; children?: ReactNode }) {
  return <Sites value={sites}>{children}</Sites>
}

/** The sites that the panel's user sees, the oldest first. */
export const useSites = (): readonly SiteSettings[] => useContext(Sites)

/** How the site `tenant` (by default the first one) writes money and times, in the panel's language. */
export function useSite(tenant?: unknown) {
  const sites = useContext(Sites)
  const { i18n } = useTranslation()
  const site = sites.find(({ tenantId }) => tenantId === tenant) ?? sites[0] ?? UNKNOWN_SITE
  return useMemo(() => {
    // English as it is written in Malaysia: `RM 25.00`, the day before the month.
    const locale = i18n.language === 'en' ? 'en-MY' : i18n.language
    const format = formatFor(locale, site.timeZone)
    return {
      ...site,
      locale,
      money: (sen: number, currency: unknown) =>
        format.money(sen, typeof currency === 'string' && currency.length === 3 ? currency : site.currency),
      symbol: (currency: string) => format.money(0, currency).replaceAll(/[\d.,\s\u00a0]/g, ''),
      time: (instant: string) => siteTime(instant, site.timeZone, locale),
      age: format.age,
      ago: (milliseconds: number) => ago(milliseconds, locale),
    }
  }, [site, i18n.language])
}
