import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REJECTION_CODES } from '@/lib/domain/commands/refuse'
import { ERROR_CODES } from '@/lib/sync/protocol/responses'
import * as pageEntry from '@/lib/sync/react/published'
import * as debugEntry from '@/lib/sync/react/published/debug'
import * as engineEntry from '@/lib/sync/react/published/engine'
import * as testingEntry from '@/lib/sync/testing'
import { writePages } from '@/scripts/docs/pages.mjs'
import { OLD_EXPORTS } from '../sync-react/old-library/exports'

/** The documentation of the library as a site: nothing of the sources is missing, and no way in it leads nowhere. */

const ROOT = join(import.meta.dirname, '../../..')
const README = readFileSync(join(ROOT, 'lib/sync/README.md'), 'utf8')
const work = mkdtempSync(join(tmpdir(), 'ax-docs-'))
const pages = new Map<string, string>()

beforeAll(() => {
  const types = join(work, 'types')
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const args = [
    tsc,
    '--project',
    join(ROOT, 'scripts/sync-package/declarations.json'),
    '--outDir',
    types,
    '--singleThreaded',
  ]
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout).toBe('')
  writePages({ root: ROOT, folder: work, types })
  for (const file of readdirSync(work)) {
    if (file.endsWith('.html')) pages.set(file, readFileSync(join(work, file), 'utf8'))
  }
}, 60_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

const page = (file: string) => pages.get(file) ?? ''
const hooks = Object.keys(pageEntry).filter((name) => name.startsWith('use'))

test('every section of the README is a page', () => {
  const sections = [...README.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title)
  const titles = [...pages.values()].map((html) => /<h1>(.*?)<\/h1>/.exec(html)?.[1])
  expect(sections.length).toBeGreaterThan(10)
  expect(sections.filter((title) => !titles.includes(title))).toEqual([])
})

test.each([
  ['reference.html', [...Object.keys(pageEntry), ...OLD_EXPORTS.types]],
  ['reference-debug.html', Object.keys(debugEntry)],
  ['reference-testing.html', Object.keys(testingEntry)],
  ['reference-engine.html', Object.keys(engineEntry)],
])('%s has every exported name, with its signature', (file, names) => {
  const without = (name: string) => !new RegExp(`id="${name}"><h2>${name}</h2>[^]*?<code>[^]+?</code>`).test(page(file))
  expect(names.filter(without)).toEqual([])
})

test('a name is shown with what its declaration says', () => {
  const shown = page('reference.html').split('id="useOrderSync"')[1]?.split('</section>')[0]
  expect(shown).toContain('One order&#39;s events, its newest one and the order itself.')
  expect(shown).toContain('useOrderSync(orderID: string | null, callback?: SyncCallback): OrderSync')
})

test('no link leads nowhere', () => {
  const dead = [...pages].flatMap(([file, html]) =>
    [...html.matchAll(/(?:href|src)="([^"]*)"/g)].flatMap(([, target = '']) => {
      if (/^https?:/.test(target) || ['site.css', 'live.js', '/icon.svg'].includes(target)) return []
      const [to, place] = target.split('#')
      const found = page(to || file)
      const there = found !== '' && (place === undefined || found.includes(`id="${place}"`))
      return there ? [] : [`${file}: ${target}`]
    }),
  )
  expect(dead).toEqual([])
})

test('every hook has an example that is shown and lives', () => {
  const living = readFileSync(join(ROOT, 'docs/library/live.tsx'), 'utf8')
  expect(hooks.length).toBeGreaterThan(15)
  expect(hooks.filter((hook) => !page('hooks.html').includes(`data-example="${hook}"`))).toEqual([])
  expect(hooks.filter((hook) => !living.includes(`  ${hook}: `))).toEqual([])
})

test('every error has its way out', () => {
  const codes = [...ERROR_CODES, ...REJECTION_CODES]
  expect(codes.filter((code) => !page('errors.html').includes(`<code>${code}</code>`))).toEqual([])
})

test('no page has a script of its own', () => {
  const inline = [...pages].filter(([, html]) => /<script(?![^>]*src=)|<[^>]*\s(?:on\w+|style)=/.test(html))
  expect(inline.map(([file]) => file)).toEqual([])
})
