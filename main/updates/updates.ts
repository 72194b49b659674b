import type { Clock } from '@/lib/sync/engine'
import type { UpdateState } from '@/preload/updates'
import type { StationLog } from '../diagnostics/station-log'
import { StationError } from '../station-error'
import { isQuiet } from './quiet'
import type { TriedVersions } from './tried-versions'
import { updateFault } from './update-fault'
import type { Updater } from './updated-app'
import type { BringUpdater } from './updater-of'

const CHECK_EVERY = 4 * 3_600_000
/** How often it is looked whether now is the time to restart. */
const LOOK_EVERY = 10 * 60_000
const UNKEPT = 'Which versions were tried here could not be written down.'

export interface UpdatesOptions {
  readonly updater: BringUpdater | 'off' | 'by_hand'
  /** The one that runs. */
  readonly version: string
  readonly tried: TriedVersions
  /** Removes what has been downloaded. */
  readonly clear: () => void
  /** To replace this version the system asks for an administrator, and starts the new one by itself. */
  readonly byInstaller: boolean
  readonly log: Pick<StationLog, 'write'>
  readonly clock: Clock
  /** Nothing that was done here waits for its answer. */
  readonly isSettled: () => boolean
  /** Closes the station, which ends with `close` and `ended`. */
  readonly quit: () => void
  readonly changed: (state: UpdateState) => void
}

/**
 * Keeps the station up to date without being in anybody's way: a newer version is fetched in the background, and installed
 * when the station is quit, at night while nobody is there, or when a person behind the PIN wants it; never while something
 * that was done here still waits for the server.
 */
export class Updates {
  readonly #options: UpdatesOptions
  #state: UpdateState
  #updater: Updater | null = null
  /** The sums of what was fetched last. */
  #fetched: string | null = null
  /** Which versions are tried here can be written down. */
  #isNoting = true
  #touchedAt: number
  #running: Promise<void> | null = null
  #timers: unknown[] = []
  /** Somebody, or the night, restarts into the newer version. */
  #wanted = false
  /** The version whose installation is written down as begun. */
  #noted: string | null = null
  #isTried = false
  #hasEnded = false
  #isInstalled = false

  constructor(options: UpdatesOptions) {
    const { updater, clock } = options
    this.#options = options
    this.#touchedAt = clock.monotonic()
    this.#state = {
      status: typeof updater === 'string' ? updater : 'idle',
      version: null,
      checkedAt: null,
      error: null,
      needsPerson: options.byInstaller,
    }
  }

  state(): UpdateState {
    return this.#state
  }

  /** Looks for a newer version now and every four hours; nothing where there is no address. */
  start(): void {
    if (typeof this.#options.updater === 'string') return
    this.#noteStart()
    this.#repeat(LOOK_EVERY, () => this.#look())
    this.#repeat(CHECK_EVERY, () => void this.check())
    void this.check()
  }

  /** Somebody is at the station, or something has happened at its site. */
  touched(): void {
    this.#touchedAt = this.#options.clock.monotonic()
  }

  /** Ends when what is found is there; never rejects. */
  check(): Promise<void> {
    const { updater } = this.#options
    if (typeof updater === 'string') return Promise.resolve()
    this.#running ??= this.#check(updater).finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** A person restarts into the newer version. @throws StationError `update_none`, `update_waits`, `update_failed` */
  install(): void {
    if (this.#state.status !== 'ready') throw new StationError('update_none', 'No newer version is ready.')
    if (!this.#options.isSettled()) {
      throw new StationError('update_waits', 'What was done here waits for the server. Try again once it is sent.')
    }
    if (!this.#begin()) throw new StationError('update_failed', `${UNKEPT} It is not installed without that.`)
  }

  /** Whether closing the station now may bring the newer version. */
  isDue(): boolean {
    const { status, needsPerson } = this.#state
    return status === 'ready' && this.#options.isSettled() && (this.#wanted || !needsPerson)
  }

  /**
   * The station has been closed, its server too; the program ends.
   * @param due what `isDue` said before
   */
  close(due: boolean): void {
    this.#stopTimers()
    const { byInstaller, version, log } = this.#options
    const updater = this.#updater
    const next = this.#state.version
    // A closing that took too long goes on beside the end of the program.
    if (!due || this.#hasEnded || updater === null || next === null) return
    if (this.#noted !== next && !this.#note(next)) return
    log.write('info', 'The newer version is installed.', { from: version, to: next })
    this.#isTried = true
    this.#isInstalled = updater.install(true, byInstaller && this.#wanted)
    if (!this.#isInstalled) {
      log.write('error', 'update_failed: The newer version could not be installed. This one goes on.', { to: next })
    }
  }

  /**
   * The program ends now, however far its closing has come.
   * @returns whether it has to start again: somebody restarted it, and no installer does it
   */
  ended(): boolean {
    const { tried, byInstaller, log } = this.#options
    this.#hasEnded = true
    if (!this.#wanted) return false
    if (!this.#isTried) {
      log.write('warn', 'The newer version was not installed: the closing took too long, or something waits again.')
      try {
        if (this.#noted !== null) tried.leaves(this.#noted)
      } catch (error) {
        log.write('warn', `update_failed: ${UNKEPT}`, { error: String(error) })
      }
    }
    return !(byInstaller && this.#isInstalled)
  }

  async #check(bring: BringUpdater): Promise<void> {
    const ready = this.#state.status === 'ready' ? this.#state.version : null
    if (ready === null) this.#set({ status: 'checking', error: null })
    try {
      const updater = await this.#bring(bring)
      const found = await updater.checkForUpdates()
      const checkedAt = new Date(this.#options.clock.now()).toISOString()
      if (!found?.isUpdateAvailable) {
        this.#noteOffered(found?.updateInfo.version, ready)
        this.#set({ status: 'idle', version: null, checkedAt, error: null })
        return
      }
      const { version, files } = found.updateInfo
      const sums = files.map(({ sha512 }) => sha512).join(' ')
      // Published again with other content, it takes the place of what lies there, as another version does.
      const isNews = version !== ready || sums !== this.#fetched
      if (isNews) this.#set({ status: 'downloading', version, checkedAt, error: null })
      await updater.downloadUpdate(found.cancellationToken)
      this.#fetched = sums
      this.#ready(version, checkedAt, isNews)
    } catch (error) {
      this.#failed(error, ready)
    }
  }

  async #bring(bring: BringUpdater): Promise<Updater> {
    this.#updater ??= await bring()
    return this.#updater
  }

  #ready(version: string, checkedAt: string, isNews: boolean): void {
    const { tried, byInstaller, log } = this.#options
    const fate = tried.fate(version)
    const error = fate === 'failed' ? 'update_failed' : fate === 'not_reached' ? 'update_not_reached' : null
    this.#set({
      status: 'ready',
      version,
      checkedAt,
      error,
      needsPerson: byInstaller || fate !== null || !this.#isNoting,
    })
    if (!isNews) return
    log.write('info', 'A newer version is ready.', { version })
    if (fate === 'taken_back')
      log.write('info', 'It has run here and was taken back: it is left to a person.', { version })
  }

  #failed(error: unknown, ready: string | null): void {
    const code = updateFault(error)
    const detail = { error: error instanceof Error ? error.message : String(error) }
    this.#options.log.write('warn', `${code}: No newer version was fetched. This one goes on.`, detail)
    // What had been fetched is still there, unless something else was to take its place.
    const kept = this.#state.status === 'ready' ? ready : null
    this.#set({ status: kept === null ? 'idle' : 'ready', version: kept, error: code })
  }

  #noteOffered(offered: string | undefined, ready: string | null): void {
    const { version, log } = this.#options
    if (ready !== null) log.write('warn', 'The newer version is no longer offered, and is not installed.', { ready })
    if (offered !== undefined && offered !== version) {
      log.write('warn', 'Only an older version is offered. It is not taken.', { offered, version })
    }
  }

  #look(): void {
    const { clock } = this.#options
    if (!isQuiet(new Date(clock.now()), clock.monotonic() - this.#touchedAt) || !this.isDue()) return
    if (this.#begin()) this.#options.log.write('info', 'Nobody is here: the station restarts into the newer version.')
  }

  /** Closes nothing for a version that would not be installed in the end. @returns whether the station closes */
  #begin(): boolean {
    // The station is closing, which may take a while.
    if (this.#wanted) return true
    const { version } = this.#state
    if (version === null) return false
    if (!this.#note(version)) {
      this.#isNoting = false
      this.#set({ error: 'update_failed', needsPerson: true })
      return false
    }
    this.#wanted = true
    this.#options.quit()
    return true
  }

  /** Writes down that this version is begun. @returns whether that could be done */
  #note(version: string): boolean {
    const { tried, log } = this.#options
    try {
      tried.begins(version)
    } catch (error) {
      log.write('error', `update_failed: ${UNKEPT} The newer version is not installed.`, { error: String(error) })
      return false
    }
    this.#noted = version
    return true
  }

  /** Whatever the disk says: a station starts. */
  #noteStart(): void {
    const { tried, version, clear, log } = this.#options
    try {
      if (!tried.started(version)) return
    } catch (error) {
      this.#isNoting = false
      log.write('warn', `update_failed: ${UNKEPT}`, { error: String(error) })
      return
    }
    log.write('info', 'The station has been updated.', { version })
    try {
      clear()
    } catch (error) {
      log.write('warn', 'What was fetched for it could not be removed.', { error: String(error) })
    }
  }

  #repeat(every: number, run: () => void): void {
    const { clock } = this.#options
    const at = this.#timers.length
    const again = () => {
      this.#timers[at] = clock.setTimeout(() => {
        again()
        run()
      }, every)
    }
    again()
  }

  #stopTimers(): void {
    for (const timer of this.#timers) this.#options.clock.clearTimeout(timer)
  }

  #set(change: Partial<UpdateState>): void {
    this.#state = { ...this.#state, ...change }
    this.#options.changed(this.#state)
  }
}
