import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const FORBIDDEN: [path: string, source: string][] = [
  ['lib/sync', "import { a } from '@/main/journal'"],
  ['lib/sync', "import { useState as a } from 'react'"],
  ['lib/sync', "import { a } from './react/hooks'"],
  ['lib/sync/transport', "import { app as a } from 'electron'"],
  ['lib/sync/react', "import { a } from '../../../renderer/app'"],
  ['main', "import { useState as a } from 'react'"],
  ['main', "import { a } from '@/cms/access'"],
  ['main/sync', "import { a } from '../../renderer/app'"],
  ['renderer', "import { ipcRenderer as a } from 'electron'"],
  ['renderer', "import { a } from '@/main/index'"],
  ['preload', "import { a } from '@/main/index'"],
  ['cms', "import { a } from '@/main/index'"],
  ['cms', "import { app as a } from 'electron'"],
]

const ALLOWED: [path: string, source: string][] = [
  ['main', "import { a } from '@/lib/sync/engine'"],
  ['main', "import { app as a } from 'electron'"],
  ['renderer', "import { a } from '@/preload/contract'"],
  ['lib/sync/react', "import { useState as a } from 'react'"],
  ['cms', "import { getPayload as a } from 'payload'"],
]

/** The linter run once, with the repository's own configuration, over a copy of the house with one file a case. */
let house: string
let report: string

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'ax-house-'))
  copyFileSync('biome.json', join(house, 'biome.json'))
  const write = (name: string, [folder, source]: [string, string], index: number) => {
    const file = join(house, folder, `${name}-${index}.ts`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${source}\nconsole.log(a)\n`)
  }
  FORBIDDEN.forEach((example, index) => {
    write('forbidden', example, index)
  })
  ALLOWED.forEach((example, index) => {
    write('allowed', example, index)
  })
  const biome = resolve('node_modules/.bin/biome')
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.']
  const { stdout, stderr } = spawnSync(biome, args, { cwd: house, encoding: 'utf8' })
  report = `${stdout}${stderr}`
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

const refused = (file: string) =>
  report.split('\n').some((line) => line.includes('noRestrictedImports') && line.includes(`/${file},`))

describe('who may import whom', () => {
  it.each(FORBIDDEN.map((example, index) => [...example, index] as const))('%s may not say %s', (folder, _, index) => {
    expect(refused(`${folder}/forbidden-${index}.ts`)).toBe(true)
  })

  it.each(ALLOWED.map((example, index) => [...example, index] as const))('%s may say %s', (folder, _, index) => {
    expect(report).toContain('noRestrictedImports')
    expect(refused(`${folder}/allowed-${index}.ts`)).toBe(false)
  })
})
