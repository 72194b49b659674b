import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installDependencies } from './dependencies.mjs'
import { continueOnPinnedNode } from './pinned-node.mjs'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** What each command needs first: dependencies, then the pinned Node. Uses nothing but Node's own modules. */
export async function prepare() {
  process.chdir(root)
  if (!process.env.AX_PINNED_NODE) installDependencies(root)
  await continueOnPinnedNode(root)
}
