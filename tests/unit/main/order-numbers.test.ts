import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OrderNumbers } from '@/main/settings/order-numbers'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-numbers-'))
  path = join(folder, 'order-numbers.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('numbers go on over restarts, under one code', () => {
  const numbers = new OrderNumbers(path)
  const [code = ''] = numbers.next().split('-')
  expect(code).toMatch(/^D[A-Z0-9]{2}$/)
  expect(numbers.next()).toBe(`${code}-0002`)
  expect(new OrderNumbers(path).next()).toBe(`${code}-0003`)
})

test.each(['{"code":"D7K","cou', '{"code":"D7K","count":-1}', '[]'])(
  'after a file like %s nothing is given again',
  (text) => {
    writeFileSync(path, text)
    // Chance may draw the same code; then the machine was set up anew, and the mark tells the orders apart.
    expect(new OrderNumbers(path, () => 0).next()).toMatch(/^D[A-Z0-9]{2}-0001$/)
    expect(readdirSync(folder)).toContain('order-numbers.json.broken-1970-01-01T00-00-00-000Z')
  },
)

test('a number that cannot be kept is not given', () => {
  expect(() => new OrderNumbers(join(path, 'no-folder\0', 'x')).next()).toThrow()
})
