import fs from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { MOST_OF_ONE_ADDRESS, speakBoth } from '@/cms/server/both-protocols'
import { type OwnCertificate, ownCertificate } from '@/cms/server/own-certificate'
import { packedFetch } from '@/main/sync/packed-fetch'
import { fetchFrom, fingerprintAt, isOtherServer } from '@/main/sync/server-fetch'

let folder: string
let own: OwnCertificate
let asked = 0
const server = http.createServer(async (req, res) => {
  asked += 1
  let bytes = 0
  for await (const part of req) bytes += (part as Buffer).length
  res.end(`${req.socket instanceof TLSSocket ? 'tls' : 'plain'} ${bytes}`)
})
const at = () => `127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-both-'))
  own = ownCertificate(folder)
  speakBoth(server, own)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** More than comes in one piece, again and again over the same connections. */
async function answers(ask: typeof fetch, url: string): Promise<string[]> {
  const sizes = [0, 1, 70_000, 3_000_000, 5]
  const found: string[] = []
  for (const size of sizes) {
    const asked = await ask(url, { method: 'POST', body: new Uint8Array(size) })
    found.push(await asked.text())
  }
  return found
}

test('one port speaks both, whole bodies and kept connections too', async () => {
  const sizes = [0, 1, 70_000, 3_000_000, 5]
  expect(await answers(fetch, `http://${at()}/`)).toEqual(sizes.map((size) => `plain ${size}`))
  expect(await answers(fetchFrom(own.fingerprint), `https://${at()}/`)).toEqual(sizes.map((size) => `tls ${size}`))
})

const ways: [string, (pin: string | null) => typeof fetch][] = [
  ['by fetch', fetchFrom],
  ['for its bytes', (pin) => packedFetch(pin, () => undefined)],
]
test.each(ways)('a request %s goes to the key that is known, and to no other, nor without TLS', async (_how, by) => {
  expect(await (await by(own.fingerprint)(`https://${at()}/`)).text()).toBe('tls 0')
  expect(await fingerprintAt(`https://${at()}`)).toBe(own.fingerprint)
  const before = asked
  const refused = (pin: string, url: string) => by(pin)(url).then(() => false, isOtherServer)
  expect(await refused('A'.repeat(43), `https://${at()}/`)).toBe(true)
  expect(await refused(own.fingerprint, `http://${at()}/`)).toBe(true)
  await expect(by(null)(`https://${at()}/`)).rejects.toThrow()
  expect(asked).toBe(before)
})

test('one address has so many connections by TLS and no more, and by HTTP it is answered all the same', async () => {
  const { port } = server.address() as AddressInfo
  const open = new Set<net.Socket>()
  const refused = new Promise<void>((resolve) => {
    for (let count = 0; count <= MOST_OF_ONE_ADDRESS; count += 1) {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(Buffer.of(0x16)))
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        resolve()
      })
    }
  })
  try {
    await refused
    expect(open.size).toBe(MOST_OF_ONE_ADDRESS)
    await expect(fingerprintAt(`https://${at()}`)).rejects.toThrow()
    expect(await (await fetch(`http://${at()}/`)).text()).toBe('plain 0')
  } finally {
    for (const socket of open) socket.destroy()
  }
  await vi.waitFor(async () => expect(await fingerprintAt(`https://${at()}`)).toBe(own.fingerprint))
})

test('the same key lasts, in a certificate that is made anew', () => {
  const again = ownCertificate(folder)
  expect(again.fingerprint).toBe(own.fingerprint)
  expect(again.cert).not.toBe(own.cert)
  fs.writeFileSync(path.join(folder, 'tls-key.pem'), 'no key')
  // Who knows the old one would never come again: it is not replaced.
  expect(() => ownCertificate(folder)).toThrow()
  expect(fs.readFileSync(path.join(folder, 'tls-key.pem'), 'utf8')).toBe('no key')
})
