import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type TestServer } from '../../support/server'

const ENV = { AX_HEARTBEAT_MS: '1000', AX_RATE_PER_MINUTE: '1000000' }
/** What a server on a full disk may still write beyond what it has, bytes. */
const LAST_ROOM = 96 * 1024

/** The server of the site: one data folder and one port over all its lives. */
export class ServerPart {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'ax-chaos-'))
  kills = 0
  #server: TestServer | null = null

  get now(): TestServer {
    if (!this.#server) throw new Error('The server is down.')
    return this.#server
  }

  get database(): string {
    return join(this.dataDir, 'ax-station.db')
  }

  async start(): Promise<void> {
    this.#server = await startServer({ dataDir: this.dataDir, env: ENV })
  }

  async kill(): Promise<void> {
    await this.now.kill9()
    this.kills += 1
  }

  /** Comes back where it was, after `kill`; on a full disk it soon refuses all that is to be kept. */
  async startAgain({ fullDisk = false } = {}): Promise<void> {
    const signedIn = this.now
    const maxFileBytes = fullDisk ? this.#largestFile() + LAST_ROOM : undefined
    this.#server = await startServer({ dataDir: this.dataDir, port: signedIn.port, env: ENV, maxFileBytes, signedIn })
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    this.#server = null
  }

  remove(): void {
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  #largestFile(): number {
    return Math.max(...readdirSync(this.dataDir).map((name) => statSync(join(this.dataDir, name)).size))
  }
}
