import { type App, Menu, type Session, session, type WebContents } from 'electron'
import { isAppUrl } from './app-origin'

/** What every page of this process is held to, whoever makes it. */
export function lockDown(app: App, note: (what: string) => void): void {
  Menu.setApplicationMenu(null)
  app.on('web-contents-created', (_event, contents) => lockContents(contents, note))
  lockSession(session.defaultSession)
}

function lockContents(contents: WebContents, note: (what: string) => void): void {
  contents.setWindowOpenHandler(() => {
    note('a page tried to open a window')
    return { action: 'deny' }
  })
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (isAppUrl(url)) return
    event.preventDefault()
    note('a page tried to leave the station')
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('context-menu', (event) => event.preventDefault())
}

function lockSession(pages: Session): void {
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  pages.setPermissionCheckHandler(() => false)
  pages.setDevicePermissionHandler(() => false)
  pages.on('will-download', (event) => event.preventDefault())
  pages.setSpellCheckerEnabled(false)
}
