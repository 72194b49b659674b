import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { bundleEntry } from '../setup/bundle-entry.mjs'
import { pinnedNode, toolEnvironment } from '../setup/pinned-node.mjs'
import { fail } from '../setup/say.mjs'

/** Brings the database up to this checkout: Payload does it by itself for a built server alone. */
export async function migrate(root, env) {
  const child = spawn(pinnedNode(root), [join(root, 'node_modules/payload/bin.js'), 'migrate'], {
    cwd: root,
    env: toolEnvironment(root, { ...env, PAYLOAD_CONFIG_PATH: 'cms/payload.config.ts', PAYLOAD_SECRET: 'migrating' }),
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) fail('migrate_failed', `The database in ${env.AX_DATA_DIR} could not be brought up to date.`)
}

/** The front server as one file. @returns {Promise<string>} its path */
export async function bundleServer(root) {
  const outDir = join(root, 'cms/.next/development/front')
  await bundleEntry(root, { entry: join(root, 'cms/server/development.ts'), outDir, fileName: 'server.cjs' })
  return join(outDir, 'server.cjs')
}
