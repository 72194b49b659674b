import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { type Address, allAddresses, nameOf } from './addresses'
import { expand, MATRIX } from './matrix'
import { observe } from './observe'
import { makePlace } from './place'
import { printMatrix } from './print'

let server: TestServer
let addresses: Address[]
beforeAll(async () => {
  server = await startServer()
  addresses = await allAddresses()
})
afterAll(() => server?.stop())

test('every address has one row, and every row an address', () => {
  const rows = MATRIX.flatMap(expand)
  expect(rows.filter((row, at) => rows.indexOf(row) !== at)).toEqual([])
  expect([...rows].sort()).toEqual(addresses.map(nameOf).sort())
})

test('every address answers everybody about every site as the matrix says', async () => {
  const expected = Object.fromEntries(MATRIX.flatMap((group) => expand(group).map((row) => [row, group.cells])))
  const observed = await observe(await makePlace(server), addresses)
  expect(observed).toEqual(expected)
}, 900_000)

test('docs/security.md shows it', async () => {
  const file = path.resolve('docs/security.md')
  const [before, after] = fs.readFileSync(file, 'utf8').split(/<!-- matrix:begin -->[\s\S]*<!-- matrix:end -->/)
  const whole = `${before}<!-- matrix:begin -->\n${printMatrix(MATRIX)}\n<!-- matrix:end -->${after}`
  await expect(whole).toMatchFileSnapshot(file)
})
