'use client'

import { redirect, usePathname } from 'next/navigation'

/** Leads to the log-in and, after it, back to the page that was asked for. */
export function SignInFirst(): never {
  redirect(`/station/sign-in?to=${usePathname()}`)
}
