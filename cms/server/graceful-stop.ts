import type { Server, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Service } from './front'

/** As long has what is under way to end; then its connection is cut. */
const FINISH_WITHIN_MS = 7_000
/** Gone by then, whatever hangs: those who stop servers wait ten seconds. */
const GONE_WITHIN_MS = 9_000

/** The end of the server in good order: what is under way is finished, what comes meanwhile is sent elsewhere. */
export class GracefulStop {
  begun = false
  private readonly answering = new Set<ServerResponse>()
  private whenIdle: (() => void) | undefined
  private readonly farewells: (() => Promise<void>)[] = []
  /** One for all answers: a stream is open for days, and would keep a closure of its own as long. */
  private readonly onClose: (this: ServerResponse) => void

  constructor(
    private readonly server: Server,
    private readonly log: Logger,
    private readonly service: () => Service | undefined,
  ) {
    const ended = (res: ServerResponse) => this.ended(res)
    this.onClose = function () {
      ended(this)
    }
  }

  /** Each request as it comes. */
  watch(res: ServerResponse): void {
    this.answering.add(res)
    res.on('close', this.onClose)
    if (this.begun) res.shouldKeepAlive = false
  }

  /** What else is told that the end begins; it is not waited for longer than anything else. */
  onBegin(tell: () => Promise<void>): void {
    this.farewells.push(tell)
  }

  onSignals(): void {
    process.on('SIGTERM', () => void this.stop('SIGTERM'))
    process.on('SIGINT', () => void this.stop('SIGINT'))
    // Whoever started this server holds the other end of the channel: without them nobody would stop it.
    if (process.channel) {
      process.once('disconnect', () => void this.stop('the end of its launcher'))
      process.channel.unref()
    }
  }

  private async stop(signal: string): Promise<void> {
    if (this.begun) return
    this.begun = true
    this.log.info({ signal }, 'Stopping')
    setTimeout(() => process.exit(0), GONE_WITHIN_MS).unref()
    this.service()?.beginStop()
    const told = Promise.allSettled(this.farewells.map((tell) => tell()))
    // Whoever is answered comes back by another connection, which a balancer can lead elsewhere.
    for (const res of this.answering) if (!res.headersSent) res.shouldKeepAlive = false
    // The door stays open as long as something is under way: that the server is not ready any more is said, not guessed.
    const inTime = await this.idle()
    if (!inTime) this.log.warn({ requests: this.answering.size }, 'Requests that did not end were cut')
    this.server.close()
    this.server.closeAllConnections()
    await told
    await this.service()?.stop()
    this.log.info('Stopped')
    process.exit(0)
  }

  /** Whether everything under way has ended in time. */
  private idle(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.answering.size === 0) return resolve(true)
      const late = setTimeout(() => resolve(false), FINISH_WITHIN_MS)
      this.whenIdle = () => {
        clearTimeout(late)
        resolve(true)
      }
    })
  }

  private ended(res: ServerResponse): void {
    this.answering.delete(res)
    if (this.answering.size === 0) this.whenIdle?.()
  }
}
