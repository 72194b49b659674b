import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeSums } from '../../../scripts/package/sums.mjs'

const folder = mkdtempSync(join(tmpdir(), 'ax-sums-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('each installer has its sum, in the form that sha256sum checks, and nothing else has', async () => {
  const installers = ['ax-station-0.1.0.AppImage', 'ax-station-0.1.0.deb']
  for (const name of [...installers, 'builder-debug.yml', 'SHA256SUMS']) writeFileSync(join(folder, name), name)
  expect(await writeSums(folder)).toEqual(installers)
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(
    installers.map((name) => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`).join(''),
  )
})
