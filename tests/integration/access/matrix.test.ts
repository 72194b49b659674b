import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { type Address, allAddresses, nameOf } from './addresses'
import { type Place, pathOf } from './ask'
import { expand, MATRIX } from './matrix'
import { observe } from './observe'
import { makePlace } from './place'
import { printMatrix } from './print'

let server: TestServer
let addresses: Address[]
let place: Place
beforeAll(async () => {
  server = await startServer()
  addresses = await allAddresses()
  place = await makePlace(server)
})
afterAll(() => server?.stop())

test('every address has one row, and every row an address', () => {
  const rows = MATRIX.flatMap(expand)
  expect(rows.filter((row, at) => rows.indexOf(row) !== at)).toEqual([])
  expect([...rows].sort()).toEqual(addresses.map(nameOf).sort())
})

test('every address answers everybody about every site as the matrix says', async () => {
  const expected = Object.fromEntries(MATRIX.flatMap((group) => expand(group).map((row) => [row, group.cells])))
  const observed = await observe(place, addresses)
  expect(observed).toEqual(expected)
}, 900_000)

test('HEAD tells nobody what GET does not, and OPTIONS nobody anything', async () => {
  const paths = new Map(addresses.map((address) => [address.path, address]))
  const told: string[] = []
  for (const address of paths.values()) {
    const id = (address.collection && place.documents.main[address.collection]) || 1
    const url = `${server.url}${pathOf(place, { ...address, method: 'GET' }, id, 'main')}`
    for (const actor of ['anonymous', 'customer', 'administrator'] as const) {
      const headers = { Accept: 'application/json', ...place.people[actor].headers }
      const answer = (method: string) => rawRequest(url, { method, headers })
      const [head, options] = await Promise.all([answer('HEAD'), answer('OPTIONS')])
      // What is refused tells nothing, whatever GET would say.
      const { status } = head.status < 400 ? await answer('GET') : head
      if (head.body.length > 0 || head.status !== status)
        told.push(`HEAD ${address.path} to ${actor}: ${head.status}, GET ${status}`)
      if (options.status < 300 && !['', '{}'].includes(options.body.toString()))
        told.push(`OPTIONS ${address.path} to ${actor}: ${options.body.toString().slice(0, 80)}`)
    }
  }
  expect(told).toEqual([])
}, 300_000)

test('docs/security.md shows it', async () => {
  const file = path.resolve('docs/security.md')
  const [before, after] = fs.readFileSync(file, 'utf8').split(/<!-- matrix:begin -->[\s\S]*<!-- matrix:end -->/)
  const whole = `${before}<!-- matrix:begin -->\n${printMatrix(MATRIX)}\n<!-- matrix:end -->${after}`
  await expect(whole).toMatchFileSnapshot(file)
})
