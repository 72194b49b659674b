import { cookies, headers } from 'next/headers'
import { readWebSettings, WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'
import { acceptedLanguage } from './accepted-language'

/** What this browser keeps of the person's choices; the language, where none was chosen, is the browser's own. */
export async function keptSettings() {
  const language = acceptedLanguage((await headers()).get('accept-language'))
  return readWebSettings((await cookies()).get(WEB_SETTINGS_COOKIE)?.value, { language })
}
