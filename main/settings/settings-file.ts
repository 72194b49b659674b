import { type StationSettings, stationSettingsSchema } from '@/preload/contract'
import { readJsonFile, setAside, writeFileAtomically } from './atomic-file'

export interface SettingsRecovery {
  readonly reason: string
  readonly setAside: string | null
}

/**
 * Makes sure that the settings file can be read. A broken one is set aside; of a file that is JSON, the values that
 * are still good go on, so that one unknown theme does not cost a station its server.
 */
export function repairSettingsFile(path: string, now: number): SettingsRecovery | null {
  const found = readJsonFile(path)
  if (found.kind === 'missing') return null
  if (found.kind === 'broken') return { reason: found.reason, setAside: setAside(path, now) }
  const whole = stationSettingsSchema.partial().safeParse(found.value)
  if (whole.success) return null
  const reason = whole.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`).join('; ')
  const recovery = { reason, setAside: setAside(path, now) }
  writeFileAtomically(path, JSON.stringify(goodValues(found.value)))
  return recovery
}

function goodValues(value: unknown): Partial<StationSettings> {
  if (typeof value !== 'object' || value === null) return {}
  const given = value as Record<string, unknown>
  const fields = Object.entries(stationSettingsSchema.shape)
  return Object.fromEntries(
    fields.flatMap(([name, schema]) => {
      const parsed = schema.safeParse(given[name])
      return parsed.success ? [[name, parsed.data]] : []
    }),
  )
}
