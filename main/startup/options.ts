import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { serverUrlSchema, stationRoleSchema } from '@/preload/contract'

const flag = z.enum(['0', '1']).transform((value) => value === '1')

/** What the environment may set for this start alone; settings of the same name stand back, and are not overwritten. */
const environmentSchema = z
  .object({
    /** Server to connect to, with `AX_STATION_KEY`: no first run, client of that server. */
    AX_SERVER_URL: serverUrlSchema.optional(),
    AX_STATION_KEY: z.string().trim().min(8).max(200).optional(),
    /** `host` starts the bundled server without a first run. */
    AX_MODE: z.enum(['host', 'client']).optional(),
    AX_ROLE: stationRoleSchema.optional(),
    AX_BAY: z.string().min(1).max(64).optional(),
    /** Folder for everything the station keeps. */
    AX_DATA_DIR: z.string().refine(isAbsolute, 'give an absolute path').optional(),
    AX_KIOSK: flag.optional(),
    /** As host: address and port the bundled server listens on. */
    AX_HOST: z.string().min(1).max(255).optional(),
    AX_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  })
  .refine((env) => (env.AX_SERVER_URL === undefined) === (env.AX_STATION_KEY === undefined), {
    path: ['AX_SERVER_URL'],
    message: 'AX_SERVER_URL and AX_STATION_KEY go together',
  })
  .refine((env) => !(env.AX_MODE === 'host' && env.AX_SERVER_URL), {
    path: ['AX_MODE'],
    message: 'a host has no AX_SERVER_URL',
  })

export type StartOptions = z.infer<typeof environmentSchema>

/** The environment has a value the station cannot use; the message names each. */
class BadEnvironmentError extends Error {
  constructor(problems: readonly string[]) {
    super(`bad_environment: ${problems.join('; ')}. Correct or remove it and start again.`)
    this.name = 'BadEnvironmentError'
  }
}

/**
 * Empty variables count as unset.
 * @throws BadEnvironmentError
 */
export function readStartOptions(environment: Readonly<Record<string, string | undefined>>): StartOptions {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new BadEnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
}
