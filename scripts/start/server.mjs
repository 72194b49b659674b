import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { COMPILED } from '../setup/compiled.mjs'
import { pinnedNode, toolEnvironment } from '../setup/pinned-node.mjs'
import { say } from '../setup/say.mjs'
import { build } from './build.mjs'
import { startChild, stopEverything } from './processes.mjs'

/**
 * Runs a command of the server that does not serve. A folder is meant as the person at the terminal sees it, wherever
 * npm runs the script.
 *
 * @returns {Promise<number>} exit code
 */
export async function runServerCommand(root, command, folder) {
  await build(root, 'server')
  const args = folder ? [resolve(process.env.INIT_CWD ?? root, folder)] : []
  const env = toolEnvironment(root, { AX_DATA_DIR: process.env.AX_DATA_DIR ?? join(root, '.data') })
  return (
    spawnSync(pinnedNode(root), [entryOf(root), command, ...args], { cwd: root, env, stdio: 'inherit' }).status ?? 1
  )
}

const entryOf = (root) => join(root, 'cms/.next/standalone/cms/main.js')

/** Waits before a server that ended is started again, milliseconds: doubled each time until it lives. */
const RESTART_AFTER = 1_000
const RESTART_AT_MOST = 30_000
/** A server that served this long is taken to be well. */
const WELL_AFTER = 60_000

/**
 * Starts the server, and starts it again when it ends by itself once it has served. One that cannot start, and one that was
 * told to stop, ends this command.
 *
 * @param {{ root: string, provision?: { name: string, role: string }, demo?: boolean, restored?: boolean }} options
 * @returns {Promise<{ url: string, apiKey: string | null, signInLink: string | null }>} once requests are answered
 */
export function startServer({ root, provision, demo, restored }) {
  const base = {
    AX_DATA_DIR: process.env.AX_DATA_DIR ?? join(root, '.data'),
    // Half of a start is compiling what has not changed since the last one.
    NODE_COMPILE_CACHE: join(root, COMPILED),
    ...(demo && { AX_DEMO: '1' }),
  }
  return new Promise((resolve) => {
    let wait = RESTART_AFTER
    /** @param {Record<string, string>} once what the first start alone is told */
    const start = (once) => {
      let readyAt = null
      const child = startChild(
        pinnedNode(root),
        [entryOf(root)],
        {
          cwd: root,
          env: toolEnvironment(root, { ...base, ...once }),
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          // A group of its own: Ctrl-C is handled here, in order, not by every child at once.
          detached: process.platform !== 'win32',
        },
        (code, signal) => {
          const how = signal ? `by ${signal}` : `with code ${code}`
          if (readyAt === null || (code === 0 && !signal)) {
            say(readyAt === null ? `The server could not start; it ended ${how}.` : 'The server was told to stop.')
            return stopEverything(code)
          }
          if (performance.now() - readyAt > WELL_AFTER) wait = RESTART_AFTER
          say(`The server ended ${how}; it is started again in ${wait / 1000} s.`)
          setTimeout(() => start({}), wait)
          wait = Math.min(wait * 2, RESTART_AT_MOST)
        },
      )
      let provisioned = null
      child.on('message', (message) => {
        if (message?.type === 'provisioned') provisioned = message
        if (message?.type !== 'ready') return
        readyAt = performance.now()
        // Those who know the address find it again.
        base.AX_PORT = new URL(message.url).port
        resolve({ url: message.url, apiKey: provisioned?.apiKey ?? null, signInLink: message.signInLink ?? null })
      })
    }
    start({
      ...(provision && { AX_PROVISION_STATION: JSON.stringify(provision) }),
      ...(restored && { AX_RESTORED: '1' }),
    })
  })
}

/** Redeems a one-time sign-in link for its session's cookie, `{ name, value }`; `null` for a link that is used. */
export async function redeem(signInLink) {
  const { headers } = await fetch(signInLink, { redirect: 'manual' })
  const [, name, value] = /^([\w-]+-token)=([^;]+)/.exec(headers.get('set-cookie') ?? '') ?? []
  return name && value ? { name, value } : null
}
