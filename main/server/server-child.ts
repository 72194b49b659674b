import { z } from 'zod'

/** The bundled server as a process of ours, whatever kind of process it is. */
export interface ServerChild {
  readonly pid: number | undefined
  onMessage(listener: (message: unknown) => void): void
  /** Called once; `code` is `null` when a signal ended it. */
  onExit(listener: (code: number | null) => void): void
  onOutput(listener: (text: string) => void): void
  /** Asks it to end; `force` does not ask. */
  kill(force: boolean): void
}

export type ServerEnvironment = Readonly<Record<string, string>>
export type ForkServer = (environment: ServerEnvironment) => ServerChild

/** What the server tells the process that started it. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('provisioned'), apiKey: z.string().min(8), url: z.string() }),
  /** A step of bringing the database to this release begins; nothing else is done until it has ended. */
  z.object({ type: z.literal('migrating'), step: z.string().max(200) }),
  z.object({ type: z.literal('migrated'), step: z.string().max(200) }),
  z.object({ type: z.literal('ready'), url: z.url({ protocol: /^http$/ }) }),
])
