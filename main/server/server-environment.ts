import type { StationSettings } from '@/preload/contract'
import type { StartOptions } from '../startup/options'
import type { ServerEnvironment } from './server-child'

/** The station the server is to make a key for. */
export interface Provision {
  readonly name: string
  readonly role: StationSettings['role']
  readonly bay?: string
}

export interface ServerEnvironmentInput {
  readonly inherited: Readonly<Record<string, string | undefined>>
  readonly options: Pick<StartOptions, 'AX_HOST' | 'AX_PORT'>
  readonly dataDir: string
  readonly shareOnNetwork: boolean
  /** The server makes its first administrator from it; `null` once it has. */
  readonly admin: { readonly email: string; readonly password: string } | null
  /** `null` when the station has a key already. */
  readonly provision: Provision | null
}

/** What the server may see of this process's environment: its own settings and what Node needs; no key of the station. */
export function serverEnvironment(input: ServerEnvironmentInput): ServerEnvironment {
  const kept = Object.entries(input.inherited).filter(
    ([name, value]) =>
      value !== undefined && !/^(AX_STATION_KEY|AX_SERVER_URL|AX_MODE|ELECTRON_.*|NODE_OPTIONS)$/.test(name),
  ) as [string, string][]
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    AX_DATA_DIR: input.dataDir,
    AX_HOST: input.options.AX_HOST ?? (input.shareOnNetwork ? '0.0.0.0' : '127.0.0.1'),
    AX_PORT: String(input.options.AX_PORT ?? 3710),
    ...(input.admin && { AX_ADMIN_EMAIL: input.inherited.AX_ADMIN_EMAIL ?? input.admin.email }),
    // It is sealed and cannot be read here any more; the server has it already.
    ...(input.admin?.password && { AX_ADMIN_PASSWORD: input.inherited.AX_ADMIN_PASSWORD ?? input.admin.password }),
    ...(input.provision ? { AX_PROVISION_STATION: JSON.stringify(input.provision) } : {}),
  }
}
