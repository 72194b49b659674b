import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { toolEnvironment } from '../setup/pinned-node.mjs'
import { root } from '../setup/prepare.mjs'
import { say } from '../setup/say.mjs'

/** Runners start many processes, each of which would compile the same tools again: Node keeps what it compiled. */
const environment = (extra) =>
  toolEnvironment(root, { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'), ...extra })

/** Runs one tool of the project in the foreground; true when it exits 0. */
export function run(name, command, args, env = {}) {
  say(`${name}: ${command} ${args.slice(0, 2).join(' ')} …`)
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: environment(env),
    shell: process.platform === 'win32',
  })
  if (error) console.error(`${name}: ${error.message}`)
  return status === 0
}

/**
 * The same beside other work. What it prints is shown when it has ended, so that two never mix; with `live` at once, which
 * is for one of those that run together.
 *
 * @param {{ env?: Record<string, string>, live?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is empty with `live`
 */
export function runBeside(name, command, args, { env = {}, live = false } = {}) {
  say(`${name}: ${command} ${args.slice(0, 2).join(' ')} … ${live ? '' : '(shown when it has ended)'}`)
  return new Promise((resolve) => {
    const parts = []
    const child = spawn(command, args, {
      cwd: root,
      stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      env: environment(env),
      shell: process.platform === 'win32',
    })
    child.stdout?.on('data', (part) => parts.push(part))
    child.stderr?.on('data', (part) => parts.push(part))
    const end = (ok, problem) => {
      const output = Buffer.concat(parts)
      process.stdout.write(output)
      if (problem) console.error(`${name}: ${problem}`)
      resolve({ ok, output: problem ?? output.toString() })
    }
    child.once('error', ({ message }) => end(false, message))
    child.once('close', (status) => end(status === 0))
  })
}
