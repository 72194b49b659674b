import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { buildRenderer } from '../support/renderer-page'
import { BUILT_RENDERER } from './station/station-page'

test('the station’s screens are built, once for all tests that show them', async () => {
  await buildRenderer(BUILT_RENDERER, { minify: false })
  expect(existsSync(join(BUILT_RENDERER, 'index.html'))).toBe(true)
})
