import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OWN_KEY, ownCertificate } from '@/cms/server/own-certificate'
import { machineAddresses } from '@/lib/network/addresses'
import { Approach } from '@/lib/pake/code-proof'
import { checkServer } from '@/main/sync/check-server'
import { authorization } from '@/main/sync/credentials'
import { eventStreamFactory } from '@/main/sync/event-stream'
import {
  loadChoices,
  type PairedServer,
  type PairingRequest,
  pairWithCode,
  sendChoice,
} from '@/main/sync/pair-with-code'
import { fingerprintAt } from '@/main/sync/server-fetch'
import { startServer, type TestServer } from '../../support/server'

/** A new machine and a server of its network: real processes, real TLS, and somebody in between. */

let dataDir: string
let server: TestServer
let address: string
let url: string
/** Of the server's key. */
let fingerprint: string

async function start(port?: number): Promise<void> {
  server = await startServer({ dataDir, env: { AX_HOST: '0.0.0.0' }, ...(port && { port }) })
  address = `${machineAddresses()[0] ?? '127.0.0.1'}:${server.port}`
  url = `https://${address}`
  fingerprint = ownCertificate(dataDir).fingerprint
}

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-tls-'))
  await start()
})
afterAll(async () => {
  await server?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

let names = 0
async function newStation(): Promise<number> {
  const station = { name: `kiosk-${++names}`, role: 'cashier', tenant: 'main' }
  return (await server.rest<{ doc: { id: number } }>('POST', '/api/stations', station)).doc.id
}
const codeFor = async (station: number): Promise<string> =>
  (await server.rest<{ code: string }>('POST', `/api/stations/${station}/code`, undefined)).code
const newCode = async (): Promise<string> => codeFor(await newStation())
/** By a code that leaves nothing to choose. */
const takenIn = async (request: PairingRequest) => (await pairWithCode(request)) as PairedServer
const other = (code: string) => (code === '000000' ? '000001' : '000000')

/** Somebody between a station and the server, with a key of their own: passes on and listens. */
async function inBetween() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-between-'))
  let heard = ''
  const proxy = tls.createServer(ownCertificate(folder), (near) => {
    const far = tls.connect({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false })
    near.on('data', (part) => {
      heard += String(part)
    })
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) socket.on('error', () => undefined)
  })
  proxy.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  return { url: `https://127.0.0.1:${port}`, heard: () => heard, close: () => proxy.close() }
}

/** The first event of the stream that a station opens. */
function streamOpens(key: string, pin: string): Promise<string> {
  return new Promise((resolve) => {
    const stream = eventStreamFactory(() => authorization(key), pin)(`${url}/api/v1/sync/events`)
    const done = (what: string) => {
      stream.close()
      resolve(what)
    }
    stream.addEventListener('connected', () => done('connected'))
    stream.addEventListener('error', () => done('error'))
  })
}

test('by a picture: the machine speaks to the server with that key alone, and takes it in', async () => {
  const code = await newCode()
  const wrong = 'A'.repeat(43)
  await expect(pairWithCode({ serverUrl: url, code, fingerprint: wrong })).rejects.toMatchObject({
    code: 'other_server',
  })
  const paired = await takenIn({ serverUrl: url, code, fingerprint })
  expect(paired).toMatchObject({ url, pin: fingerprint, role: 'cashier' })
  await checkServer({ url, key: paired.apiKey, pin: paired.pin })
  expect(await streamOpens(paired.apiKey, fingerprint)).toBe('connected')
  expect(await streamOpens(paired.apiKey, wrong)).toBe('error')
  // A key that was typed: nobody vouches for the certificate, so it is not sent.
  await expect(checkServer({ url, key: paired.apiKey })).rejects.toMatchObject({ code: 'not_vouched' })
  // Telephones and browsers of the site go on by HTTP.
  expect((await fetch(`http://${address}/api/v1/sync/health`)).status).toBe(200)
})

test('by digits: both prove that they know them, and the address that was typed is left for the protected one', async () => {
  const code = await newCode()
  const request = { serverUrl: `http://${address}`, fingerprint: null }
  await expect(pairWithCode({ ...request, code: other(code) })).rejects.toMatchObject({ code: 'wrong_code' })
  const paired = await takenIn({ ...request, code })
  expect(paired).toMatchObject({ url, pin: fingerprint })
  await checkServer({ url, key: paired.apiKey, pin: paired.pin })
  await expect(pairWithCode({ ...request, code })).rejects.toMatchObject({ code: 'wrong_code' })
})

test('a machine chooses what it is for from the server that has proved itself, and from no other', async () => {
  const { code } = await server.rest<{ code: string }>('POST', '/api/stations/code', { role: null })
  const taken = await pairWithCode({ serverUrl: url, code, fingerprint: null })
  if (!('choiceKey' in taken)) throw new Error('there is nothing to choose')
  expect(taken).toMatchObject({ url, pin: fingerprint })
  await expect(loadChoices({ ...taken, pin: 'A'.repeat(43) })).rejects.toMatchObject({ code: 'other_server' })
  const { bays } = await loadChoices(taken)
  const bay = bays[0]?.bayId ?? 'none'
  await expect(sendChoice(taken, { role: 'bay', bay: 'no-such-bay' })).rejects.toMatchObject({ code: 'no_such_bay' })
  const paired = await sendChoice(taken, { role: 'bay', bay })
  expect(paired).toMatchObject({ url, pin: fingerprint, role: 'bay', bay, name: bay })
  await checkServer({ url, key: paired.apiKey, pin: paired.pin })
  await expect(sendChoice(taken, { role: 'bay', bay })).rejects.toMatchObject({ code: 'already_chosen' })
  const over = { ...taken, choiceKey: 'a'.repeat(32) }
  await expect(loadChoices(over)).rejects.toMatchObject({ code: 'choice_over' })
})

test('a choice that is refused for a reason this machine has no words for is no mistaken address', async () => {
  const { code } = await server.rest<{ code: string }>('POST', '/api/stations/code', { role: 'bay' })
  const taken = await pairWithCode({ serverUrl: url, code, fingerprint: null })
  if (!('choiceKey' in taken)) throw new Error('there is nothing to choose')
  await expect(sendChoice(taken, { role: 'board', bay: null })).rejects.toMatchObject({
    code: 'server_refused',
    message: expect.stringContaining('The code does not leave this role to be chosen.'),
  })
  const elsewhere = { ...taken, url: `${url}/api` }
  await expect(loadChoices(elsewhere)).rejects.toMatchObject({ code: 'not_a_server' })
})

test('somebody in between learns neither digits nor key, and a paired station sends them nothing', async () => {
  const between = await inBetween()
  try {
    const code = await newCode()
    const request = { serverUrl: between.url, code }
    await expect(pairWithCode({ ...request, fingerprint: null })).rejects.toMatchObject({ code: 'wrong_code' })
    expect(between.heard()).toContain('POST /api/stations/pair')
    expect(between.heard()).not.toContain(code)
    const before = between.heard()
    await expect(pairWithCode({ ...request, fingerprint })).rejects.toMatchObject({ code: 'other_server' })
    const access = { url: between.url, key: 'a key of this station', pin: fingerprint }
    await expect(checkServer(access)).rejects.toMatchObject({ code: 'other_server' })
    expect(between.heard()).toBe(before)
    // The code is as good as before: nobody has used it.
    expect(await pairWithCode({ serverUrl: url, code, fingerprint: null })).toMatchObject({ pin: fingerprint })
  } finally {
    between.close()
  }
})

test('five wrong exchanges are the end of a code, as five wrong codes are', async () => {
  const { port } = server
  await server.stop()
  await start(port)
  const code = await newCode()
  const from = (address: string) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify({ session: 'A'.repeat(22), share: Buffer.alloc(32, 7).toString('base64url') }),
  })
  for (let tried = 0; tried < 5; tried++) {
    expect((await fetch(`${server.url}/api/stations/pair`, from(`10.6.0.${tried}`))).status).toBe(201)
  }
  const late = pairWithCode({ serverUrl: url, code, fingerprint: null })
  await expect(late).rejects.toMatchObject({ code: 'wrong_code' })
})

test('a code that another has taken the place of opens nothing, to an exchange that had begun with it either', async () => {
  const station = await newStation()
  const approach = new Approach(await codeFor(station), fingerprint)
  const pair = async (body: object) => {
    const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '10.7.0.1' }
    return fetch(`${server.url}/api/stations/pair`, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  const { exchange, offers } = await (await pair(approach.opening)).json()
  const next = await codeFor(station)
  const ending = { exchange, proof: approach.answer(offers) }
  expect((await pair(ending)).status).toBe(404)
  expect((await pair(ending)).status).toBe(404)
  expect(await pairWithCode({ serverUrl: url, code: next, fingerprint: null })).toMatchObject({ pin: fingerprint })
})

test('a server that shows no certificate is not told the digits', async () => {
  let asked = 0
  const plain = http.createServer((_, res) => {
    asked += 1
    res.end('{}')
  })
  await new Promise<void>((resolve) => plain.listen(0, '0.0.0.0', resolve))
  const { port } = plain.address() as AddressInfo
  try {
    const serverUrl = `http://${machineAddresses()[0] ?? '127.0.0.2'}:${port}`
    const pairing = pairWithCode({ serverUrl, code: '123456', fingerprint: null })
    await expect(pairing).rejects.toMatchObject({ code: 'not_protected' })
    expect(asked).toBe(0)
  } finally {
    plain.close()
  }
})

test('after a restart it is the same server with another certificate; with another key it is another server', async () => {
  const { apiKey: key } = await takenIn({ serverUrl: url, code: await newCode(), fingerprint })
  const access = { url, key, pin: fingerprint }
  const certificate = () =>
    new Promise<X509Certificate>((resolve, reject) => {
      const socket = tls.connect({ port: server.port, rejectUnauthorized: false }, () => {
        resolve(new X509Certificate(socket.getPeerCertificate().raw))
        socket.destroy()
      })
      socket.on('error', reject)
    })
  const before = await certificate()
  expect(before.checkIssued(before)).toBe(true)
  expect(before.verify(before.publicKey)).toBe(true)
  expect(Date.parse(before.validTo) - Date.now()).toBeGreaterThan(9 * 365 * 86_400_000)
  const file = path.join(dataDir, OWN_KEY)
  if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  const { port } = server
  await server.stop()
  await start(port)
  const after = await certificate()
  expect(after.serialNumber).not.toBe(before.serialNumber)
  expect(await fingerprintAt(url)).toBe(fingerprint)
  await checkServer(access)
  await server.stop()
  fs.rmSync(file)
  await start(port)
  await expect(checkServer(access)).rejects.toMatchObject({ code: 'other_server' })
  // Paired again, it is known by its new key.
  const again = await takenIn({ serverUrl: url, code: await newCode(), fingerprint: null })
  await checkServer({ url, key: again.apiKey, pin: again.pin })
})
