import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

await prepare()

const { pinnedNode, toolEnvironment } = await import('./setup/pinned-node.mjs')
const { signingEnvironment } = await import('./package/signing.mjs')
const { writeSums } = await import('./package/sums.mjs')

const env = signingEnvironment(toolEnvironment(root))

const steps = [
  ['scripts/build-server.mjs', '--packaged'],
  ['scripts/build-station.mjs'],
  ['node_modules/electron-builder/cli.js', '--publish', 'never', ...process.argv.slice(2)],
]
for (const [script, ...args] of steps) {
  const { status } = spawnSync(pinnedNode(root), [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  if (status !== 0) fail('package_failed', `${script} did not succeed; see its message above.`)
}
await writeSums(join(root, 'dist'))
