'use client'

import '@/lib/ui/design/station.css'
import WebError from './(web)/error'

/** When not even a page's frame could be drawn. Next shows it in place of the whole document. */
export default function GlobalError() {
  return (
    <html lang={typeof document === 'undefined' ? 'en' : document.documentElement.lang}>
      <body>
        <div id="root">
          <WebError />
        </div>
      </body>
    </html>
  )
}
