import type { IncomingMessage } from 'node:http'
import { chosenLanguage, WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'

/** What a browser sent keeps of its person's choices, as the cookie holds it. */
export function keptChoices({ headers: { cookie = '' } }: IncomingMessage): string | undefined {
  const kept = cookie.split('; ').find((text) => text.startsWith(`${WEB_SETTINGS_COOKIE}=`))
  return kept?.slice(WEB_SETTINGS_COOKIE.length + 1)
}

/**
 * Puts the language that was chosen on our pages before those of the browser: the panel, and what Payload refuses, know
 * no other sign of it.
 */
export function askInChosenLanguage(req: IncomingMessage): void {
  const language = chosenLanguage(keptChoices(req))
  if (!language) return
  const asked = req.headers['accept-language']
  req.headers['accept-language'] = asked ? `${language}, ${asked}` : language
}
