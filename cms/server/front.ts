import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Sites } from '@/lib/sync/car-wash/wire'
import type { KeyAnswer } from '../access/key-guesses'
import type { SitesSeen } from '../access/sites-seen'
import type { Environment } from './environment'
import type { DocsFile } from './library-docs'

/** What the front server gives the Payload side before Next loads it. */
export interface Front {
  readonly environment: Environment
  readonly version: string
  /** Name of the pages' build, as their service worker keeps it; `null` where pages are built as they are asked for. */
  readonly build: string | null
  /** Finds a file of the library's documentation by its name. */
  docs(name: string): Promise<DocsFile | null>
  /** Of the key with which this server speaks TLS itself; `null` where it does not. */
  readonly fingerprint: string | null
  readonly log: Logger
}

/** What the Payload side gives the front server once Payload is ready. */
export interface Service {
  /** Serves `/api/v1/sync/*` and `/sign-in/once`. */
  handle(req: IncomingMessage, res: ServerResponse): void
  /** Whether the key a request was sent with, if any, opens anything; see KeyGuesses. */
  judgeKey(authorization: string | undefined, address: string): Promise<KeyAnswer | null>
  /** The figures of the sites that somebody sees beside each other. */
  sites(seen: SitesSeen): Promise<Sites>
  /** What the site is called; `null` where there are several. */
  siteName(): Promise<string | null>
  /** A link for one sign-in, valid for a short time; `null` when there is nobody to sign in. */
  signInLink(origin: string): Promise<string | null>
  /** Password made for the first administrator in this start, to be shown once. */
  readonly firstPassword: { email: string; password: string } | null
  /** Creates or renews the station the parent process asked for; the key is returned once. */
  provisionStation(): Promise<{ apiKey: string } | null>
  /** New requests get 503 from here on; streams are ended. */
  beginStop(): void
  /** Closes the database. */
  stop(): Promise<void>
}

const FRONT = Symbol.for('ax-station.front')
const SERVICE = Symbol.for('ax-station.service')

/** Both sides are bundled apart and live in one process: they meet on `globalThis`. */
const meeting = globalThis as { [FRONT]?: Front; [SERVICE]?: Service }

export const setFront = (front: Front): void => {
  meeting[FRONT] = front
}
export const getFront = (): Front | undefined => meeting[FRONT]

export const setService = (service: Service): void => {
  meeting[SERVICE] = service
}
export const getService = (): Service | undefined => meeting[SERVICE]
