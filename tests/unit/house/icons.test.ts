import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../..', name))

/** Width and height in a PNG's header. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('packages and pages show one drawing, in the sizes their systems ask for', () => {
  expect(read('cms/app/icon.svg')).toEqual(read('main/packaging/icon.svg'))
  for (const [name, size] of [
    ['main/packaging/icon.png', 1024],
    ['cms/app/apple-icon.png', 180],
  ] as const) {
    const png = read(name)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(sizeOf(png), name).toEqual([size, size])
  }
  const packaging = read('electron-builder.yml').toString()
  expect(packaging.match(/^ {2}icon: main\/packaging\/icon\.png$/gm)).toHaveLength(3)
})
