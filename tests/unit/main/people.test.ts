import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NOBODY_KNOWN } from '@/lib/domain'
import { loadPeople } from '@/main/sync/people'

const KEY = 'k'.repeat(36)
const KNOWN = {
  names: { 'user:7': 'Siti' },
  team: [{ personId: '1', name: 'Ravi', position: 'washer', pinSetAt: null }],
}
let folder: string
let server: Server
let answer: { status: number; body: unknown }
let asked: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-people-'))
  answer = { status: 200, body: { people: [{ actor: 'user:7', name: 'Siti' }], team: KNOWN.team } }
  asked = []
  server = createServer((req, res) => {
    asked.push(`${req.url} ${req.headers.authorization}`)
    res.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const path = () => join(folder, 'host.people.json')
const access = () => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: KEY })

test('names come from the server, with the station’s key, and are kept for when it is away', async () => {
  expect(await loadPeople(path(), access())).toEqual(KNOWN)
  expect(asked).toEqual([`/api/v1/sync/people stations API-Key ${KEY}`])
  answer = { status: 503, body: {} }
  expect(await loadPeople(path(), access())).toEqual(KNOWN)
  expect(await loadPeople(path(), null)).toEqual(KNOWN)
})

test('a server that does not tell, or tells nonsense, costs nothing but the names', async () => {
  for (const body of [{ people: 'all' }, [], { people: [{ actor: 7 }] }]) {
    answer = { status: 200, body }
    expect(await loadPeople(path(), access())).toEqual(NOBODY_KNOWN)
  }
  answer = { status: 404, body: { error: { code: 'not_found', message: '' } } }
  expect(await loadPeople(path(), access())).toEqual(NOBODY_KNOWN)
  expect(() => readFileSync(path())).toThrow()
})

test('the names that an older station kept are read', async () => {
  writeFileSync(path(), JSON.stringify({ 'user:7': 'Siti' }))
  expect(await loadPeople(path(), null)).toEqual({ names: { 'user:7': 'Siti' }, team: [] })
})
