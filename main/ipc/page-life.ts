import type { WebContents } from 'electron'

/** Calls `stop` whenever the page loads anew or crashes, and `gone` when it will never come back. */
export function watchPageLife(page: WebContents, stop: () => void, gone: () => void): void {
  page.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) stop()
  })
  page.on('render-process-gone', stop)
  page.once('destroyed', () => {
    stop()
    gone()
  })
}
