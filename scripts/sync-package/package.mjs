import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
/** What goes into the tarball. */
export const folder = join(root, 'dist/sync-package')

const { version, license, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
export const tarball = join(root, `dist/ax-station-sync-${version}.tgz`)

const TYPES = './types/lib/sync'
const REACT = '^18.3.0 || ^19.0.0'

/** What other projects install it by. */
export const manifest = {
  ...{ name: '@ax-station/sync', version, license, type: 'module', sideEffects: false },
  description: 'Live orders, queues and bay jobs of an AX Station site for web pages, with hooks for React',
  exports: {
    '.': { types: `${TYPES}/react/published/index.d.ts`, default: './index.js' },
    './engine': { types: `${TYPES}/react/published/engine.d.ts`, default: './engine.js' },
    './testing': { types: `${TYPES}/testing/index.d.ts`, default: './testing.js' },
    './debug': { types: `${TYPES}/react/published/debug.d.ts`, default: './debug.js' },
    './package.json': './package.json',
  },
  dependencies: { idb: `^${dependencies.idb}`, zod: `^${dependencies.zod}` },
  peerDependencies: { '@types/react': REACT, react: REACT },
  peerDependenciesMeta: { '@types/react': { optional: true } },
}
