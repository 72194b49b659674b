import { DEFAULT_SETTINGS, type StationSettings, stationSettingsSchema } from '@/preload/contract'
import { repairSettingsFile, type SettingsRecovery } from './settings-file'

/** The part of electron-store that is used: the file's whole content, read and written. */
export interface SettingsBacking {
  store: Record<string, unknown>
}

export interface SettingsOptions {
  readonly path: string
  /** Opens the file once it is known to be readable. */
  readonly open: () => SettingsBacking
  /** Values for this start alone, from the environment. */
  readonly overrides?: Partial<StationSettings>
  readonly now?: () => number
}

/** The station's settings, checked whenever they are read or written. */
export class Settings {
  readonly recovered: SettingsRecovery | null
  readonly #backing: SettingsBacking
  readonly #overrides: Partial<StationSettings>
  readonly #listeners = new Set<(settings: StationSettings, before: StationSettings) => void>()

  constructor({ path, open, overrides = {}, now = Date.now }: SettingsOptions) {
    this.recovered = repairSettingsFile(path, now())
    this.#backing = open()
    this.#overrides = overrides
  }

  read(): StationSettings {
    return { ...this.#kept(), ...this.#overrides }
  }

  /** What is changed here wins over the environment's value from now on. */
  write(change: Partial<StationSettings>): StationSettings {
    const before = this.read()
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next = stationSettingsSchema.parse({ ...this.#kept(), ...given })
    this.#backing.store = next
    for (const name of Object.keys(given)) delete this.#overrides[name as keyof StationSettings]
    const after = this.read()
    for (const listener of this.#listeners) listener(after, before)
    return after
  }

  onChange(listener: (settings: StationSettings, before: StationSettings) => void): void {
    this.#listeners.add(listener)
  }

  #kept(): StationSettings {
    const parsed = stationSettingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...this.#backing.store })
    return parsed.success ? parsed.data : DEFAULT_SETTINGS
  }
}
