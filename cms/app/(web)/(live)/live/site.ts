import { createContext, use } from 'react'
import type { Site } from '../read/read-site'

export interface LiveSite extends Site {
  readonly role: 'admin' | 'staff'
  /** Name of who looks at it. */
  readonly person: string
  /** There is a page of all sites for this person. */
  readonly severalSites: boolean
  /** Names of those whom events name as `user:<id>`. */
  readonly people: Readonly<Record<string, string>>
}

export const SiteContext = createContext<LiveSite | null>(null)

/** The site these pages show, and who looks at it. */
export function useSite(): LiveSite {
  const site = use(SiteContext)
  if (!site) throw new Error('useSite belongs inside the live pages')
  return site
}
