import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { SPOKEN } from '@/lib/domain/languages'
import { keptSettings } from './person/kept-settings'
import '@/lib/ui/design/station.css'

export const metadata: Metadata = { title: 'AX Station', robots: { index: false } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function WebLayout({ children }: { readonly children: ReactNode }) {
  const { language, theme } = await keptSettings()
  return (
    // Without a chosen theme the tokens follow the system by themselves, from the first paint on.
    <html lang={SPOKEN[language].tag} data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body>
        <div id="root">{children}</div>
      </body>
    </html>
  )
}
