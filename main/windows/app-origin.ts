/** The page's own origin: `app://station`. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'station'
const APP_URL = `${APP_SCHEME}://${APP_HOST}/`
export const RECOVERY_URL = `${APP_URL}recovery`
/** A paper on its way to the printer, in a window that nobody sees. */
export const PAPER_URL = `${APP_URL}paper`
export const PAPER_PATH = new URL(PAPER_URL).pathname
export const RECOVERY_PATH = new URL(RECOVERY_URL).pathname

/**
 * Where the page comes from while somebody works on it: Vite's address. A built station has no such place: there this is
 * `undefined`, whatever its environment says, and with it what asks for it is left out of the bundle.
 */
const DEV_SERVER: string | undefined = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined

/** The page itself. */
export const START_URL = DEV_SERVER === undefined ? APP_URL : new URL('/', DEV_SERVER).href

/** Whether an address is the station's own page. Anything that is not an address is not. */
export function isAppUrl(text: string): boolean {
  try {
    const url = new URL(text)
    if (DEV_SERVER !== undefined && url.origin === new URL(DEV_SERVER).origin) return true
    return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
