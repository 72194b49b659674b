import { spawnSync } from 'node:child_process'
import { toolEnvironment } from '../setup/pinned-node.mjs'
import { root } from '../setup/prepare.mjs'
import { say } from '../setup/say.mjs'

/** Runs one tool of the project in the foreground; true when it exits 0. */
export function run(name, command, args, env = {}) {
  say(`${name}: ${command} ${args.slice(0, 2).join(' ')} …`)
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment(root, env),
    shell: process.platform === 'win32',
  })
  if (error) console.error(`${name}: ${error.message}`)
  return status === 0
}
