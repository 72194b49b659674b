import { STATIC, setOf, WORKER, WORKER_SCOPE } from './shell-names'

/** Whether this browser opens the station without the server. `insecure`: the page came over plain HTTP from another machine. */
export type OpensOffline = 'ready' | 'preparing' | 'insecure' | 'unsupported'

export interface ShellState {
  readonly opensOffline: OpensOffline
  /** The server has brought a newer version; this page goes on with its own until it is loaded again. */
  readonly newer: boolean
}

/** The page's side of the service worker that opens the station without its server. */
export class OfflineShell {
  readonly #build: string
  readonly #listeners = new Set<() => void>()
  #state: ShellState = { opensOffline: 'preparing', newer: false }
  #registration: ServiceWorkerRegistration | null = null
  #started = false

  /** @param build name of the build this page is of */
  constructor(build: string) {
    this.#build = build
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): ShellState => this.#state

  start(): void {
    if (this.#started) return
    this.#started = true
    if (!window.isSecureContext) this.#tell({ opensOffline: 'insecure' })
    else if (!('serviceWorker' in navigator)) this.#tell({ opensOffline: 'unsupported' })
    else this.#register(navigator.serviceWorker)
  }

  /** The server is there again, perhaps as another version; or for the first time long enough to fetch everything. */
  look(): void {
    if (!this.#started || !window.isSecureContext || !('serviceWorker' in navigator)) return
    if (this.#registration?.active) this.#registration.update().catch(() => {})
    else this.#fetchAll(navigator.serviceWorker)
  }

  #register(serviceWorker: ServiceWorkerContainer): void {
    // For as long as the page lives: its files are not removed under it.
    navigator.locks?.request(setOf(this.#build), { mode: 'shared' }, () => new Promise(() => {})).catch(() => {})
    serviceWorker.addEventListener('message', ({ data }) => {
      if (typeof data?.build === 'string' && data.build !== this.#build) this.#tell({ newer: true })
    })
    serviceWorker.addEventListener('controllerchange', () => serviceWorker.controller?.postMessage('which build'))
    serviceWorker.ready.then(keepTypefaces).then(
      () => this.#tell({ opensOffline: 'ready' }),
      () => {},
    )
    this.#fetchAll(serviceWorker)
  }

  /** A worker that could not fetch everything is forgotten by the browser: it has to be asked for again. */
  #fetchAll(serviceWorker: ServiceWorkerContainer): void {
    serviceWorker.register(WORKER, { scope: WORKER_SCOPE, updateViaCache: 'none' }).then(
      (registration) => {
        this.#registration = registration
      },
      (error: unknown) => {
        // Not for want of an answer, which is another error: this browser keeps no pages.
        if (error instanceof DOMException) this.#tell({ opensOffline: 'unsupported' })
      },
    )
  }

  #tell(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of [...this.#listeners]) listener()
  }
}

/** The page's typefaces came before the worker did: asked for again, out of the browser's own cache, they pass through it. */
async function keepTypefaces(): Promise<void> {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const faces = loaded.filter(
    ({ origin, pathname }) => origin === location.origin && pathname.startsWith(`${STATIC}media/`),
  )
  await Promise.all(faces.map((face) => fetch(face).catch(() => undefined)))
}
