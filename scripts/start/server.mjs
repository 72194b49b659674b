import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { pinnedNode, toolEnvironment } from '../setup/pinned-node.mjs'
import { fail } from '../setup/say.mjs'
import { startChild, stopEverything } from './processes.mjs'

/** Builds the server if its sources changed, and starts it. Output goes to this terminal. */
export function buildServer(root) {
  const { status } = spawnSync(pinnedNode(root), [join(root, 'scripts/build-server.mjs')], { stdio: 'inherit' })
  if (status !== 0) fail('build_failed', 'The server could not be built; see the message above.')
}

/**
 * Runs a command of the server that does not serve. A folder is meant as the person at the terminal sees it, wherever
 * npm runs the script.
 *
 * @returns {number} exit code
 */
export function runServerCommand(root, command, folder) {
  buildServer(root)
  const args = folder ? [resolve(process.env.INIT_CWD ?? root, folder)] : []
  const env = toolEnvironment(root, { AX_DATA_DIR: process.env.AX_DATA_DIR ?? join(root, '.data') })
  return (
    spawnSync(pinnedNode(root), [entryOf(root), command, ...args], { cwd: root, env, stdio: 'inherit' }).status ?? 1
  )
}

const entryOf = (root) => join(root, 'cms/.next/standalone/cms/main.js')

/**
 * @param {{ root: string, provision?: { name: string, role: string }, demo?: boolean, restored?: boolean }} options
 * @returns {Promise<{ url: string, apiKey: string | null, signInLink: string | null }>} once requests are answered
 */
export function startServer({ root, provision, demo, restored }) {
  const env = toolEnvironment(root, {
    AX_DATA_DIR: process.env.AX_DATA_DIR ?? join(root, '.data'),
    ...(provision && { AX_PROVISION_STATION: JSON.stringify(provision) }),
    ...(demo && { AX_DEMO: '1' }),
    ...(restored && { AX_RESTORED: '1' }),
  })
  const child = startChild(
    pinnedNode(root),
    [entryOf(root)],
    // A group of its own: Ctrl-C is handled here, in order, not by every child at once.
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: process.platform !== 'win32' },
    (code) => stopEverything(code),
  )
  return new Promise((resolve) => {
    let provisioned = null
    child.on('message', (message) => {
      if (message?.type === 'provisioned') provisioned = message
      if (message?.type === 'ready')
        resolve({ url: message.url, apiKey: provisioned?.apiKey ?? null, signInLink: message.signInLink ?? null })
    })
  })
}

/** Redeems a one-time sign-in link for the token of its session, for a client that keeps no cookies. */
export async function redeem(signInLink) {
  const { headers } = await fetch(signInLink, { redirect: 'manual' })
  return /payload-token=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? null
}
