/** The page's own origin: `app://station`. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'station'
export const START_URL = `${APP_SCHEME}://${APP_HOST}/`
export const RECOVERY_PATH = '/recovery'

/** Whether an address is the station's own page. Anything that is not an address is not. */
export function isAppUrl(text: string): boolean {
  try {
    const url = new URL(text)
    return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
