import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { STATION_ROLES } from '@/lib/domain/roles'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { slugSchema } from '@/lib/domain/values'

/** A setting that cannot be used: printed on stderr, and the exit code is 1. */
export class EnvironmentError extends Error {
  readonly code = 'bad_environment'
}

const flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true')
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

const origin = z.string().refine((value) => {
  try {
    return new URL(value).origin === value
  } catch {
    return false
  }
}, 'must be an origin such as https://shop.example, without a path')

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )

const proxy = z.string().refine((value) => {
  const [address = '', bits] = value.split('/')
  const family = isIP(address)
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
}, 'must be an IP address or a network such as 10.0.0.0/8')

const provisionSchema = z.object({
  name: slugSchema,
  role: z.enum(STATION_ROLES),
  bay: slugSchema.optional(),
  tenant: slugSchema.default(DEFAULT_TENANT),
})

const schema = z.object({
  AX_DATA_DIR: z.string().min(1).default('.data'),
  AX_HOST: z.string().min(1).default('127.0.0.1'),
  AX_PORT: count(0, 65_535).default(3710),
  AX_ADMIN_EMAIL: z.email().default('admin@ax-station.local'),
  AX_ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  DATABASE_URI: z.string().min(1).optional(),
  PAYLOAD_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  AX_ORIGINS: list.pipe(z.array(origin)),
  /** Proxies on other machines whose X-Forwarded headers are believed. */
  AX_PROXIES: list.pipe(z.array(proxy)),
  /** A server that others reach tells those in its network who look for servers that it is there. */
  AX_ANNOUNCE: flag.default(true),
  AX_DEMO: flag.default(false),
  /** The data were put back from a copy: every log begins a new epoch at this start. */
  AX_RESTORED: flag.default(false),
  AX_HEARTBEAT_MS: count(100, 600_000).default(15_000),
  /** Connects and pages one account may make in a minute. */
  AX_RATE_PER_MINUTE: count(1, 1_000_000).default(6_000),
  /** Streams one account may have open; unset: by role. */
  AX_STREAMS_PER_ACCOUNT: count(1, 1_000_000).optional(),
  /** What of the log one account may have read to it in a minute, in events; 20 looked through are one. */
  AX_CATCH_UP_PER_MINUTE: count(1, 100_000_000).default(250_000),
  AX_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Hours after which an action that arrives late waits for a person. */
  AX_ACTION_HOURS: z.coerce.number().positive().max(87_600).default(24),
  /** Answers to commands that are kept of each site however old they are. */
  AX_ANSWERS_KEPT: count(1, 100_000_000).default(100_000),
  /** Entries of the audit trail kept of each site, and as many failed sign-ins beside them; and for how many days. */
  AX_AUDIT_KEPT: count(1, 10_000_000).default(20_000),
  AX_AUDIT_DAYS: z.coerce.number().positive().max(3650).default(365),
  AX_RETENTION_DAYS: z.coerce.number().positive().max(3650).default(7),
  AX_RETENTION_EVENTS: count(1, 100_000_000).default(100_000),
  AX_PROVISION_STATION: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' })
        return z.NEVER
      }
    })
    .pipe(provisionSchema)
    .optional(),
})

export type StationRequest = z.infer<typeof provisionSchema>

export interface Environment {
  readonly dataDir: string
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly adminEmail: string
  readonly adminPassword: string | undefined
  readonly databaseUri: string
  readonly secret: string | undefined
  readonly origins: readonly string[]
  readonly proxies: readonly string[]
  /** Machines of the network that look for servers find this one. */
  readonly announce: boolean
  readonly demo: boolean
  /** The data were put back from a copy by hand. */
  readonly restored: boolean
  readonly heartbeatMs: number
  readonly ratePerMinute: number
  readonly streamsPerAccount: number | undefined
  readonly catchUpPerMinute: number
  readonly logLevel: string
  readonly actionHours: number
  readonly answersKept: number
  readonly auditKept: number
  readonly auditDays: number
  readonly retentionDays: number
  readonly retentionEvents: number
  readonly provisionStation: StationRequest | undefined
}

/** Reads and checks the environment. An empty value counts as unset. Throws `EnvironmentError` naming each bad one. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new EnvironmentError(`The environment cannot be used:\n${problems.join('\n')}`)
  }
  const values = parsed.data
  const dataDir = path.resolve(values.AX_DATA_DIR)
  return {
    dataDir,
    host: values.AX_HOST,
    port: values.AX_PORT,
    adminEmail: values.AX_ADMIN_EMAIL,
    adminPassword: values.AX_ADMIN_PASSWORD,
    databaseUri: values.DATABASE_URI ?? `file:${path.join(dataDir, 'ax-station.db')}`,
    secret: values.PAYLOAD_SECRET,
    origins: values.AX_ORIGINS,
    proxies: values.AX_PROXIES,
    announce: values.AX_ANNOUNCE,
    demo: values.AX_DEMO,
    restored: values.AX_RESTORED,
    heartbeatMs: values.AX_HEARTBEAT_MS,
    ratePerMinute: values.AX_RATE_PER_MINUTE,
    streamsPerAccount: values.AX_STREAMS_PER_ACCOUNT,
    catchUpPerMinute: values.AX_CATCH_UP_PER_MINUTE,
    logLevel: values.AX_LOG_LEVEL,
    actionHours: values.AX_ACTION_HOURS,
    answersKept: values.AX_ANSWERS_KEPT,
    auditKept: values.AX_AUDIT_KEPT,
    auditDays: values.AX_AUDIT_DAYS,
    retentionDays: values.AX_RETENTION_DAYS,
    retentionEvents: values.AX_RETENTION_EVENTS,
    provisionStation: values.AX_PROVISION_STATION,
  }
}
