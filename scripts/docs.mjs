import { join } from 'node:path'
import { folder, types } from './docs/site.mjs'
import { buildIfStale } from './setup/fingerprint.mjs'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

await prepare()

const { run } = await import('./test/run.mjs')

/** Makes the documentation of the library as a site, where it is not what the sources say, and tells where it is. */
buildIfStale({
  root,
  sources: [
    ...['lib', 'docs/library', 'docs/sync-spec.md', 'docs/commands.md', 'scripts/docs', 'scripts/sync-package'],
    ...['package.json', 'package-lock.json', 'tsconfig.json'],
  ],
  stamp: 'dist/.docs',
  build() {
    const made =
      run('types', 'tsc', [
        '--project',
        'scripts/sync-package/declarations.json',
        '--outDir',
        types,
        '--singleThreaded',
      ]) && run('pages', 'node', ['scripts/docs/build.mjs'])
    if (!made) fail('docs_failed', 'The documentation was not made; see the message above.')
  },
})
console.log(join(folder, 'index.html'))
