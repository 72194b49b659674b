import { once } from 'node:events'
import { join } from 'node:path'
import { pinnedNode } from '../setup/pinned-node.mjs'
import { say } from '../setup/say.mjs'
import { isStopping, startChild, stopEverything } from './processes.mjs'

/** Exit codes of what was told to stop: by Ctrl-C, by SIGTERM. */
const STOPPED = [130, 143]
const forever = () => new Promise(() => {})

/**
 * Builds a part when its sources have changed. A build that fails, and one that is stopped, ends this command and says
 * which of the two it was.
 *
 * @param {string} root
 * @param {'server' | 'station'} part
 * @param {string} [script] what builds it
 */
export async function build(root, part, script = join(root, `scripts/build-${part}.mjs`)) {
  const child = startChild(pinnedNode(root), [script], { stdio: 'inherit' }, () => {})
  const [code, signal] = await once(child, 'exit')
  if (code === 0) return
  const stopped = isStopping() || signal !== null || STOPPED.includes(code)
  if (stopped) say(`Stopped before the ${part} was built; the next start builds it.`)
  else process.stderr.write(`build_failed: The ${part} could not be built; see the message above.\n`)
  await stopEverything(stopped ? 0 : 1)
  // It is being stopped already, and ends when the last child has.
  await forever()
}
