import { z } from 'zod'
import type { StationSettings } from '@/preload/contract'
import type { Provision } from '../server/server-environment'
import type { Secrets } from '../settings/secrets'

const recordSchema = z.object({ key: z.string(), role: z.string(), bay: z.string().nullable() })

/** The key the bundled server made for this station, and for which role and bay it was made. */
export class HostKey {
  readonly #secrets: Secrets
  readonly #name: string
  /** For whom the key on its way is: the settings may change before it comes. */
  #asked: Pick<StationSettings, 'role' | 'bayId'> | null = null

  /** @param name the station's name on the fleet list */
  constructor(secrets: Secrets, name: string) {
    this.#secrets = secrets
    this.#name = name
  }

  /** `null` when there is none for this role and bay. */
  read({ role, bayId }: Pick<StationSettings, 'role' | 'bayId'>): string | null {
    const record = this.#record()
    return record && record.role === role && record.bay === bayId ? record.key : null
  }

  /** Files the key that `provision` asked for; one that nobody asked for is not kept. */
  keep(key: string): void {
    if (!this.#asked) return
    const { role, bayId } = this.#asked
    this.#secrets.write('hostKey', JSON.stringify({ key, role, bay: bayId }))
  }

  /** The server refused it: a new one is made at its next start. */
  forget(): void {
    this.#secrets.write('hostKey', null)
  }

  /** What to ask of the server at its start; `null` when the key at hand is good. */
  provision(settings: Pick<StationSettings, 'role' | 'bayId'>): Provision | null {
    this.#asked = null
    if (this.read(settings)) return null
    const { role, bayId } = settings
    this.#asked = { role, bayId }
    return { name: this.#name, role, ...(bayId ? { bay: bayId } : {}) }
  }

  #record(): z.infer<typeof recordSchema> | null {
    const text = this.#secrets.read('hostKey')
    if (!text) return null
    const parsed = recordSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  }
}

/** A machine's name as a station's: small letters, digits and hyphens. */
export function stationName(hostname: string): string {
  const slug = hostname
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50)
  return `station-${slug || 'host'}`
}
