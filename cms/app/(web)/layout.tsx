import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SPOKEN } from '@/lib/domain/languages'
import { keepTaps, PAGE_WORKS } from './early-taps/keep-taps'
import { PageWorks } from './early-taps/page-works'
import { keptSettings } from './person/kept-settings'
import '@/lib/ui/design/station.css'

/** Without a title: each page has its own (person/tab-title.tsx). */
export const metadata: Metadata = { robots: { index: false } }

const SCHEMES = { system: 'light dark', light: 'light', dark: 'dark', contrast: 'dark' } as const

/** With the theme: what Next draws before it has our styles, as of a page that is not there, is as dark as they are. */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = await keptSettings()
  return { width: 'device-width', initialScale: 1, colorScheme: SCHEMES[theme] }
}

export default async function WebLayout({ children }: { readonly children: ReactNode }) {
  const { language, theme } = await keptSettings()
  const policy = (await headers()).get('content-security-policy')
  const nonce = policy?.match(/'nonce-([^']+)'/)?.[1]
  return (
    // Without a chosen theme the tokens follow the system by themselves, from the first paint on.
    <html lang={SPOKEN[language].tag} data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a function of our own, which takes nothing of anybody's */}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: EARLY }} suppressHydrationWarning />
        <div id="root">{children}</div>
        <PageWorks />
      </body>
    </html>
  )
}

const EARLY = `(${keepTaps})(${JSON.stringify(PAGE_WORKS)})`
