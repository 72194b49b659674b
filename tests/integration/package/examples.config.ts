import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '../../..')
const installed = (name: string) => join(root, `dist/sync-package/${name}.js`)

/** The examples of the documentation, and the pages of the old library, on the package in the place of the sources. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^@\/lib\/sync$/, replacement: installed('index') },
      { find: /^@\/lib\/sync\/testing$/, replacement: installed('testing') },
      { find: '@', replacement: root },
    ],
  },
  test: {
    include: [
      'tests/unit/sync-react/{readme,documented}-examples.test.tsx',
      'tests/unit/sync-react/refusals.test.tsx',
      'tests/unit/sync-react/old-library/page.test.tsx',
    ],
    testTimeout: 30_000,
  },
})
