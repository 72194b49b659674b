import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'

export const installed = (paths: readonly string[]): string | undefined => paths.find((path) => existsSync(path))

/** The proxies themselves, where they are installed. */
export const NGINX = installed([
  ...['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'],
])
export const CADDY = installed(['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'])

/** Proxies of one test file, with a folder of their own. */
export class RealProxies {
  readonly folder = mkdtempSync(join(tmpdir(), 'ax-proxy-'))
  readonly #running: ChildProcess[] = []

  /** @param http what belongs into the block of that name */
  async nginx(port: number, http: string): Promise<void> {
    const home = join(this.folder, `nginx-${port}`)
    mkdirSync(home)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${home}/${name};`,
    )
    const file = join(home, 'nginx.conf')
    writeFileSync(
      file,
      `daemon off; pid ${home}/pid; error_log ${home}/error.log; events {}
       http { access_log off; ${temporary.join(' ')} ${http} }`,
    )
    await this.#run(NGINX as string, ['-c', file, '-p', home], port)
  }

  /** @param site a Caddyfile without global options */
  async caddy(port: number, site: string): Promise<void> {
    const file = join(this.folder, `Caddyfile-${port}`)
    writeFileSync(file, `{\n admin off\n auto_https off\n}\n${site}`)
    await this.#run(CADDY as string, ['run', '--config', file, '--adapter', 'caddyfile'], port)
  }

  stop(): void {
    for (const proxy of this.#running) proxy.kill('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #run(command: string, args: string[], port: number): Promise<void> {
    const env = { ...process.env, HOME: this.folder }
    this.#running.push(spawn(command, args, { cwd: this.folder, stdio: 'ignore', env }))
    await vi.waitFor(async () => expect(await listens(port)).toBe(true), { timeout: 20_000, interval: 100 })
  }
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
