import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

await prepare()

const { pinnedNode, toolEnvironment } = await import('./setup/pinned-node.mjs')
const { signingEnvironment } = await import('./package/signing.mjs')
const { updateArguments } = await import('./package/updates.mjs')
const { writeSums } = await import('./package/sums.mjs')

const env = signingEnvironment(toolEnvironment(root))

const updates = (() => {
  try {
    return updateArguments(env.AX_UPDATE_URL)
  } catch (error) {
    fail('bad_environment', `AX_UPDATE_URL: ${error.message}. Correct or remove it and try again.`)
  }
})()

const steps = [
  ['scripts/build-server.mjs', '--packaged'],
  ['scripts/build-station.mjs'],
  ['node_modules/electron-builder/cli.js', '--publish', 'never', ...updates, ...process.argv.slice(2)],
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
