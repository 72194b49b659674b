/** What our worker uses of the Service Worker API: TypeScript's own types of it cannot stand beside those of a page. */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Fetched extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

interface Told extends Extendable {
  readonly data: unknown
  readonly source: { postMessage(message: unknown): void } | null
}

interface WorkerEvents {
  install: Extendable
  activate: Extendable
  fetch: Fetched
  message: Told
}

export interface WorkerScope {
  /** Name of the build this worker came with; the server writes it above the script. */
  readonly AX_BUILD: string
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof WorkerEvents>(name: Name, listener: (event: WorkerEvents[Name]) => void): void
}
