'use client'

import { useNow } from '@/lib/ui/clock'
import { useLiveFormat } from './look'

/*
 * Browsers differ in how they write a time or an amount in a language (a narrow space, a shorter unit). What the server
 * wrote is right as well and stays until the figure changes: hence `suppressHydrationWarning` here, and nowhere else.
 */

/** A moment on the site's clock, with its day when that is not today. */
export function Time({ at, className }: { readonly at: string; readonly className?: string }) {
  const format = useLiveFormat()
  const now = useNow(30_000)
  return (
    <time dateTime={at} className={className} suppressHydrationWarning>
      {format.time(at, now)}
    </time>
  )
}

/** `sen` is a whole number of hundredths of the currency's unit. */
export function Money(props: { readonly sen: number; readonly currency: string; readonly className?: string }) {
  const { sen, currency, className } = props
  const format = useLiveFormat()
  return (
    <span className={className} suppressHydrationWarning>
      {format.money(sen, currency)}
    </span>
  )
}

/** How long since an instant, by the half minute. */
export function Age({ since, className }: { readonly since: string; readonly className?: string }) {
  const format = useLiveFormat()
  const now = useNow(30_000)
  return (
    <span className={className} suppressHydrationWarning>
      {format.age(now - Date.parse(since))}
    </span>
  )
}

/** A text with figures of time in it. */
export function Spoken({ children, className }: { readonly children: string; readonly className?: string }) {
  return (
    <span className={className} suppressHydrationWarning>
      {children}
    </span>
  )
}
