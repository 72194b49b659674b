import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail } from './say.mjs'

/** The Node that the product runs on: the one in `node_modules`, the same major as Electron carries. */
export function pinnedNode(root) {
  return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** Environment in which `node` and the project's tools are the pinned ones. */
export function toolEnvironment(root, extra = {}) {
  const path = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}

/**
 * Runs the current script again on the pinned Node and ends with its exit code; returns at once when this process
 * already is that Node.
 */
export async function continueOnPinnedNode(root) {
  const node = pinnedNode(root)
  if (process.execPath === node || process.env.AX_PINNED_NODE === node) return
  if (!existsSync(node)) fail('node_missing', 'The pinned Node is not installed; delete node_modules and try again.')
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: toolEnvironment(root, { AX_PINNED_NODE: node }),
  })
  // Ctrl-C reaches the child by itself (same terminal); a signal to this process alone is passed on.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const code = await new Promise((resolve) => child.on('exit', (status, signal) => resolve(signal ? 1 : status)))
  process.exit(code)
}
