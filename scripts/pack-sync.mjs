import { join } from 'node:path'
import { buildIfStale } from './setup/fingerprint.mjs'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

await prepare()

const { run } = await import('./test/run.mjs')
const { folder, tarball } = await import('./sync-package/package.mjs')

/** Makes the package for other web pages, `@ax-station/sync`, where it is not what the sources say, and tells where it is. */
buildIfStale({
  root,
  sources: ['lib', 'scripts/sync-package', 'package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE'],
  stamp: 'dist/.sync-package',
  build() {
    const made =
      run('modules', 'node', ['scripts/sync-package/build.mjs']) &&
      run('types', 'tsc', ['--project', 'scripts/sync-package/declarations.json', '--singleThreaded']) &&
      run('package', 'node', ['scripts/sync-package/describe.mjs']) &&
      run('tarball', 'npm', ['pack', folder, '--pack-destination', join(root, 'dist'), '--silent'])
    if (!made) fail('pack_failed', 'The package was not made; see the message above.')
  },
})
console.log(tarball)
