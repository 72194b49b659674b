import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { updateArguments } from '../../../scripts/package/updates.mjs'

const builder = createRequire(import.meta.resolve('electron-builder'))
const { configureBuildCommand, createYargs, normalizeOptions } = builder('./builder.js')
const { getConfig } = createRequire(builder.resolve('app-builder-lib'))('./util/config/config.js')

/** Where the builder makes installers look, given these arguments and the product's own configuration. */
async function publishedAt(args: readonly string[]) {
  const options = normalizeOptions(configureBuildCommand(createYargs()).parse([...args]))
  return (await getConfig(process.cwd(), 'electron-builder.yml', options.config ?? null)).publish
}

test('the address for updates goes into the installers; without one they look nowhere', async () => {
  const generic = (url: string) => ({ provider: 'generic', url, useMultipleRangeRequest: false })
  expect(await publishedAt(updateArguments('https://wash.example/stations/'))).toEqual(
    generic('https://wash.example/stations'),
  )
  expect(await publishedAt(updateArguments('http://127.0.0.1:8080'))).toEqual(generic('http://127.0.0.1:8080'))
  expect(await publishedAt(updateArguments(''))).toBeNull()
})

test.each([
  'http://wash.example/stations',
  'wash.example',
  'ftp://wash.example',
  'https://name:word@wash.example',
  'https://wash.example/?key=1',
])('%s is no address for updates', (address) => {
  expect(() => updateArguments(address)).toThrow('no https address')
})
