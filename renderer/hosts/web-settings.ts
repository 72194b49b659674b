import { z } from 'zod'
import { type Language, toLanguage } from '@/lib/domain/languages'
import {
  DEFAULT_SETTINGS,
  languageSchema,
  type StationSettings,
  stationRoleSchema,
  themeSchema,
} from '@/preload/contract'

/** A cookie, so that the server draws the first picture in the right language and role. */
export const WEB_SETTINGS_COOKIE = 'ax-station-settings'
const YEAR_SECONDS = 365 * 24 * 60 * 60

const cookieSchema = z
  .object({
    role: stationRoleSchema,
    bayId: z.string().max(64).nullable(),
    language: languageSchema,
    theme: themeSchema,
    sounds: z.boolean(),
  })
  .partial()

/** Settings of a web station from its cookie; what is missing or broken is `otherwise`, then the default. */
export function readWebSettings(cookie: string | undefined, otherwise: Partial<StationSettings> = {}): StationSettings {
  return { ...DEFAULTS, ...otherwise, ...parse(cookie) }
}

/** The language of that cookie; none where the person has chosen none. */
export const chosenLanguage = (cookie: string | undefined): Language | undefined => parse(cookie).language

export function keepWebSettings({ role, bayId, language, theme, sounds }: StationSettings): void {
  const value = encodeURIComponent(JSON.stringify({ role, bayId, language, theme, sounds }))
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that opens this page
  document.cookie = `${WEB_SETTINGS_COOKIE}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}

export type WebLook = Pick<StationSettings, 'language' | 'theme'>

/** Keeps another language and theme, and leaves the rest as this browser has it now. */
export function changeWebLook(look: WebLook): void {
  keepWebSettings({ ...webSettingsHere(), ...look })
}

/** Settings as this browser keeps them, read without a server; the language, where none was chosen, is the browser's own. */
export function webSettingsHere(): StationSettings {
  const entry = document.cookie.split('; ').find((text) => text.startsWith(`${WEB_SETTINGS_COOKIE}=`))
  return readWebSettings(entry?.slice(WEB_SETTINGS_COOKIE.length + 1), { language: toLanguage(navigator.language) })
}

/** A browser comes from the server that it shows. */
const DEFAULTS: StationSettings = { ...DEFAULT_SETTINGS, mode: 'client' }

function parse(cookie: string | undefined): z.infer<typeof cookieSchema> {
  if (!cookie) return {}
  try {
    return cookieSchema.parse(JSON.parse(decodeURIComponent(cookie)))
  } catch {
    return {}
  }
}
