import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { readWebSettings, WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'
import '@/renderer/design/station.css'

export const metadata: Metadata = { title: 'AX Station', robots: { index: false } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function WebLayout({ children }: { readonly children: ReactNode }) {
  const settings = readWebSettings((await cookies()).get(WEB_SETTINGS_COOKIE)?.value)
  return (
    // The page itself sets theme and role once it knows what the system prefers.
    <html
      lang={settings.language === 'zh' ? 'zh-Hans' : settings.language}
      data-theme={settings.theme === 'system' ? undefined : settings.theme}
      suppressHydrationWarning
    >
      <body>
        <div id="root">{children}</div>
      </body>
    </html>
  )
}
