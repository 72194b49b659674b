import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as pages from '@/lib/sync/react'
import { BOARD, FreshApp, packedSync, ROOT, runNode } from '../../support/fresh-app'
import { GUIDE_TITLES, guideFiles } from '../../support/guide'
import { OLD_EXPORTS } from '../../unit/sync-react/old-library/exports'

/** The package as others install it: its form, its types under the strictest options, and what a server makes of it. */

let tarball: string
let app: FreshApp

beforeAll(() => {
  tarball = packedSync()
  app = new FreshApp({ 'src/Board.tsx': BOARD })
})
afterAll(() => app?.remove())

const STRICTEST = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noPropertyAccessFromIndexSignature: true },
  ...{ noUncheckedIndexedAccess: true, noImplicitOverride: true, verbatimModuleSyntax: true, isolatedModules: true },
  ...{ target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [], jsx: 'react-jsx' },
  ...{ noEmit: true, skipLibCheck: false },
}

/** As the templates of Next and Vite have them. */
const STRICT = { ...STRICTEST, noPropertyAccessFromIndexSignature: false, skipLibCheck: true }

const EVERYTHING = `
import type { ${OLD_EXPORTS.types.join(', ')} } from '@ax-station/sync'
import { ${OLD_EXPORTS.values.join(', ')} } from '@ax-station/sync'
import { SyncDebugPanel as Panel } from '@ax-station/sync/debug'
import { commandSchema, feedOf, SyncManager as Engine } from '@ax-station/sync/engine'
import { createTestEventSource, sampleOrder } from '@ax-station/sync/testing'

export const values = [${OLD_EXPORTS.values.join(', ')}, Panel, commandSchema, feedOf, Engine, createTestEventSource]
export type Types = [${OLD_EXPORTS.types.join(', ')}]
export const seen: OrderData['orderStage'] = sampleOrder().stage
`

/** Those of the guide that have code. */
const WAYS = GUIDE_TITLES.filter((title) => Object.keys(guideFiles(title)).length > 0)

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const REACT_18 = [
  ...['createContext', 'memo', 'useCallback', 'useContext', 'useEffect', 'useId', 'useInsertionEffect'],
  ...['useLayoutEffect', 'useMemo', 'useReducer', 'useRef', 'useState', 'useSyncExternalStore'],
]

it('is shown in four ways by the guide', () => expect(WAYS).toHaveLength(4))

describe('its form', () => {
  it('is what publint asks for', async () => {
    const { messages } = await publint({ pkgDir: join(ROOT, 'dist/sync-package'), strict: true, pack: false })
    expect(messages).toEqual([])
  })

  it('gives every tool the right types', async () => {
    const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))))
    if (!checked.types) throw new Error('No types were found')
    // A package of ES modules alone, with more entries than one: what cannot read those has never been promised it.
    const promised = checked.problems.filter((problem) => {
      const old = 'resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)
      return !old && problem.kind !== 'CJSResolvesToESM'
    })
    expect(promised).toEqual([])
    expect(Object.keys(checked.entrypoints).sort()).toEqual(['.', './debug', './engine', './package.json', './testing'])
  })

  it('has a map for each module and nothing of Zod in what pages load', () => {
    const folder = join(ROOT, 'dist/sync-package')
    for (const name of ['client', 'debug', 'engine', 'plain', 'testing']) {
      const { sourcesContent } = JSON.parse(readFileSync(join(folder, `${name}.js.map`), 'utf8'))
      expect(sourcesContent).not.toContain(null)
    }
    expect(readFileSync(join(folder, 'client.js'), 'utf8')).toMatch(/^'use client'\n/)
    expect(readFileSync(join(folder, 'debug.js'), 'utf8')).toMatch(/^'use client'\n/)
    expect(readFileSync(join(folder, 'client.js'), 'utf8')).not.toContain('"zod"')
  })

  it('asks React for nothing that 18.3 does not have', () => {
    const folder = join(ROOT, 'dist/sync-package')
    const modules = readdirSync(folder).filter((name) => name.endsWith('.js'))
    const asked = modules.flatMap((name) => {
      const imports = readFileSync(join(folder, name), 'utf8').matchAll(/import \{([^}]*)\} from "react"/g)
      return [...imports].flatMap(([, names = '']) => names.split(',').map((each) => each.trim().split(' ')[0] ?? ''))
    })
    expect(asked.length).toBeGreaterThan(10)
    expect([...new Set(asked)].filter((name) => !REACT_18.includes(name))).toEqual([])
  })
})

describe.each(['bundler', 'nodenext'])('its types, found as %s finds them', (moduleResolution) => {
  it('compile under the strictest options, checked themselves', () => {
    const module = moduleResolution === 'bundler' ? 'ESNext' : 'NodeNext'
    app.write({
      'src/everything.ts': EVERYTHING,
      'tsconfig.json': JSON.stringify({
        compilerOptions: { ...STRICTEST, module, moduleResolution },
        include: ['src'],
      }),
    })
    runNode([join(ROOT, 'node_modules/typescript/bin/tsc'), '--singleThreaded', '-p', app.folder])
  })
})

it.each(WAYS)('compiles the guide’s page: %s', (title) => {
  const types = /Next|token/.test(title) ? ['node'] : ['vite/client']
  const guide = new FreshApp({
    ...guideFiles(title),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...STRICT, types, module: 'ESNext', moduleResolution: 'bundler' },
      include: ['**/*.ts', '**/*.tsx'],
    }),
  })
  runNode([join(ROOT, 'node_modules/typescript/bin/tsc'), '--singleThreaded', '-p', guide.folder])
  guide.remove()
})

it('is imported by a server without a page', () => {
  app.write({
    'server.js': `
      import { createElement } from 'react'
      import { renderToString } from 'react-dom/server'
      import * as sync from '@ax-station/sync'
      import { commandSchema } from '@ax-station/sync/engine'
      import '@ax-station/sync/testing'
      import '@ax-station/sync/debug'
      const { SyncManagerProvider, useSyncManager } = sync
      const State = () => useSyncManager().connectionState
      const html = renderToString(createElement(SyncManagerProvider, null, createElement(State)))
      const names = Object.keys(sync)
      console.log(JSON.stringify({ html, names, command: commandSchema.safeParse({}).success }))`,
  })
  const { html, names, command } = JSON.parse(runNode(['server.js'], app.folder))
  expect({ html, command }).toEqual({ html: 'disconnected', command: false })
  // All that pages have in this repository, they have in the package.
  expect(Object.keys(pages).filter((name) => !names.includes(name))).toEqual([])
  expect(OLD_EXPORTS.values.filter((name) => !names.includes(name))).toEqual([])
})

it('does what every example of the documentation does, and what pages of the old library do', () => {
  const results = join(app.folder, 'examples.json')
  const config = 'tests/integration/package/examples.config.ts'
  runNode([VITEST, 'run', '--config', config, '--reporter=json', `--outputFile=${results}`])
  const { numPassedTests, success } = JSON.parse(readFileSync(results, 'utf8'))
  expect({ success, many: numPassedTests > 30 }).toEqual({ success: true, many: true })
})
