import { z } from 'zod'
import { LANGUAGES } from '@/lib/domain/languages'
import { STATION_ROLES } from '@/lib/domain/roles'

const role = z.enum(STATION_ROLES)
const language = z.enum(LANGUAGES)
const bayId = z.string().max(64)

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** Settings as kept, changed by what the address asks for: `?role=bay&bay=bay-1&lang=ms`. */
export function settingsFor<Settings extends object>(kept: Settings, params: SearchParams): Settings {
  const asked = {
    role: role.safeParse(params.role).data,
    bayId: bayId.safeParse(params.bay).data,
    language: language.safeParse(params.lang).data,
  }
  return { ...kept, ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) }
}
