import { execFileSync } from 'node:child_process'
import http2 from 'node:http2'
import https from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../support/free-port'
import { CADDY, installed, NGINX, RealProxies } from '../../support/real-proxies'
import { startServer, type TestServer } from '../../support/server'

const NAME = 'shop.example'
const OPENSSL = installed(['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'])

let server: TestServer
let proxies: RealProxies

async function startNginx(extra: string): Promise<number> {
  const port = await freePort()
  const { folder } = proxies
  await proxies.nginx(
    port,
    `server {
       listen 127.0.0.1:${port} ssl http2;
       ssl_certificate ${folder}/shop.pem; ssl_certificate_key ${folder}/shop.key;
       location / { proxy_pass ${server.url}; ${extra} }
     }`,
  )
  return port
}

async function startCaddy(): Promise<number> {
  const port = await freePort()
  const { folder } = proxies
  await proxies.caddy(
    port,
    `https://${NAME}:${port} {
      bind 127.0.0.1
      tls ${folder}/shop.pem ${folder}/shop.key
      reverse_proxy ${server.url}
    }`,
  )
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
  proxies = new RealProxies()
  if (OPENSSL) {
    execFileSync(
      OPENSSL,
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`],
        ...['-addext', `subjectAltName=DNS:${NAME}`, '-keyout', 'shop.key', '-out', 'shop.pem'],
      ],
      { cwd: proxies.folder, stdio: 'ignore' },
    )
  }
})
afterAll(async () => {
  proxies?.stop()
  await server?.stop()
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
