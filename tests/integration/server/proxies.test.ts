import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http2 from 'node:http2'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../support/free-port'
import { startServer, type TestServer } from '../../support/server'

const NAME = 'shop.example'
const installed = (paths: string[]) => paths.find((path) => existsSync(path))
const NGINX = installed(['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'])
const OPENSSL = installed(['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'])
const CADDY = installed(['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'])

let server: TestServer
let folder: string
const proxies: ChildProcess[] = []

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

async function run(command: string, args: string[], port: number): Promise<void> {
  const child = spawn(command, args, { cwd: folder, stdio: 'ignore', env: { ...process.env, HOME: folder } })
  proxies.push(child)
  await vi.waitFor(async () => expect(await listens(port)).toBe(true), { timeout: 20_000, interval: 100 })
}

async function startNginx(extra: string): Promise<number> {
  const port = await freePort()
  const home = join(folder, `nginx-${port}`)
  mkdirSync(home)
  writeFileSync(
    join(home, 'nginx.conf'),
    `daemon off; pid ${home}/pid; error_log ${home}/error.log; events {}
     http {
       access_log off;
       client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/f; uwsgi_temp_path ${home}/u; scgi_temp_path ${home}/s;
       server {
         listen 127.0.0.1:${port} ssl http2;
         ssl_certificate ${folder}/shop.pem; ssl_certificate_key ${folder}/shop.key;
         location / { proxy_pass ${server.url}; ${extra} }
       }
     }`,
  )
  await run(NGINX as string, ['-c', join(home, 'nginx.conf'), '-p', home], port)
  return port
}

async function startCaddy(): Promise<number> {
  const port = await freePort()
  const file = join(folder, `Caddyfile-${port}`)
  writeFileSync(
    file,
    `{
      admin off
      auto_https off
    }
    https://${NAME}:${port} {
      bind 127.0.0.1
      tls ${folder}/shop.pem ${folder}/shop.key
      reverse_proxy ${server.url}
    }`,
  )
  await run(CADDY as string, ['run', '--config', file, '--adapter', 'caddyfile'], port)
  return port
}

/** One request to the proxy as a browser at `https://shop.example:PORT` makes it; what it says of itself is of this list. */
function asBrowser(port: number, path: string, options: { method?: string; body?: object; cookie?: string } = {}) {
  return new Promise<{ status: number; cookie: string; text: string }>((resolve, reject) => {
    const req = https.request(
      {
        host: '127.0.0.1',
        port,
        path,
        servername: NAME,
        method: options.method ?? 'GET',
        rejectUnauthorized: false,
        agent: false,
        headers: {
          Host: `${NAME}:${port}`,
          'Sec-Fetch-Site': 'same-origin',
          ...(options.body && { Origin: `https://${NAME}:${port}`, 'Content-Type': 'application/json' }),
          ...(options.cookie && { Cookie: options.cookie }),
        },
      },
      (res) => {
        let text = ''
        res.on('data', (part) => {
          text += part
        })
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, cookie: String(res.headers['set-cookie'] ?? ''), text }),
        )
      },
    )
    req.on('error', reject)
    req.end(options.body && JSON.stringify(options.body))
  })
}

/** Opens the stream over HTTP/2 and gives its first bytes once they are there. */
function firstOfStream(port: number, cookie: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(`https://127.0.0.1:${port}`, { servername: NAME, rejectUnauthorized: false })
    session.on('error', reject)
    const stream = session.request({
      ':path': '/api/v1/sync/events',
      ':authority': `${NAME}:${port}`,
      cookie,
      accept: 'text/event-stream',
      'sec-fetch-site': 'same-origin',
    })
    stream.setEncoding('utf8')
    stream.once('data', (text: string) => {
      session.destroy()
      resolve(text)
    })
    stream.on('error', reject)
  })
}

beforeAll(async () => {
  server = await startServer()
  folder = mkdtempSync(join(tmpdir(), 'ax-proxy-'))
  if (OPENSSL) {
    execFileSync(
      OPENSSL,
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`],
        ...['-addext', `subjectAltName=DNS:${NAME}`, '-keyout', 'shop.key', '-out', 'shop.pem'],
      ],
      { cwd: folder, stdio: 'ignore' },
    )
  }
})
afterAll(async () => {
  for (const proxy of proxies) proxy.kill('SIGTERM')
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const forwarded =
  'proxy_set_header X-Forwarded-Host $http_host; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'

describe.each([
  { proxy: 'nginx with nothing but proxy_pass', there: NGINX, start: () => startNginx(''), secure: false },
  { proxy: 'nginx as the README has it', there: NGINX, start: () => startNginx(forwarded), secure: true },
  { proxy: 'Caddy as the README has it', there: CADDY, start: startCaddy, secure: true },
])('$proxy, with TLS and HTTP/2', ({ there, start, secure }) => {
  test.skipIf(!there || !OPENSSL)('sign-in, pages, panel, stream, commands and REST work', async () => {
    const port = await start()
    const signIn = await asBrowser(port, '/api/users/login', {
      method: 'POST',
      body: { email: 'owner@example.test', password: 'correct horse battery' },
    })
    expect(signIn.status).toBe(200)
    expect(signIn.cookie.includes('Secure')).toBe(secure)
    const cookie = signIn.cookie.split(';')[0] as string
    expect((await asBrowser(port, '/station', { cookie })).status).toBe(200)
    expect((await asBrowser(port, '/admin', { cookie })).status).toBe(200)
    const customer = await asBrowser(port, '/api/customers', {
      method: 'POST',
      body: { name: 'Ahmad', tenant: 'main' },
      cookie,
    })
    expect(customer.status).toBe(201)
    const at = new Date().toISOString()
    const commands = await asBrowser(port, '/api/v1/sync/commands', {
      method: 'POST',
      cookie,
      body: {
        sentAt: at,
        commands: [{ id: crypto.randomUUID(), type: 'queue.close', payload: { queue: 'regular' }, issuedAt: at }],
      },
    })
    expect([commands.status, JSON.parse(commands.text).results?.[0]?.status]).toEqual([200, 'applied'])
    expect(await firstOfStream(port, cookie)).toContain('event: connected')
  })
})
