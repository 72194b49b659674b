import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { fail, say } from './setup/say.mjs'

const USAGE = `Runs one test file, or all below one folder, with the runner it belongs to.
  npm run test:one tests/unit/rules/acted-at.test.ts
  npm run test:one tests/browser/station/undo.spec.ts -- -g "takes it back"`

const RUNNERS = [
  { folders: ['tests/unit'], project: 'unit', tool: 'vitest', builds: [] },
  { folders: ['tests/chaos/site'], project: 'chaos', tool: 'playwright', builds: ['server', 'station'] },
  { folders: ['tests/integration', 'tests/chaos'], project: 'integration', tool: 'vitest', builds: ['server'] },
  { folders: ['tests/postgres'], project: 'postgres', tool: 'vitest', builds: ['server'] },
  { folders: ['tests/browser'], project: 'browser', tool: 'playwright', builds: ['server', 'station'] },
  { folders: ['tests/electron'], project: 'electron', tool: 'playwright', builds: ['server', 'station'] },
]

const [path, ...rest] = process.argv.slice(2)
const name = path?.replaceAll('\\', '/').replace(/^\.\//, '')
const runner = RUNNERS.find(({ folders }) =>
  folders.some((folder) => name === folder || name?.startsWith(`${folder}/`)),
)
if (!runner) fail('bad_argument', `${path ?? 'No file'} is below none of the folders of tests.\n${USAGE}`)
await prepare()

const { pinnedNode } = await import('./setup/pinned-node.mjs')
const { run } = await import('./test/run.mjs')

for (const part of runner.builds) {
  const { status } = spawnSync(pinnedNode(root), [join(root, `scripts/build-${part}.mjs`)], { stdio: 'inherit' })
  if (status !== 0) fail('build_failed', `The ${part} could not be built; see the message above.`)
}
if (runner.tool === 'playwright') (await import('./test/chromium.mjs')).ensureChromium()

const args =
  runner.tool === 'vitest'
    ? ['run', '--config', 'tests/vitest.config.ts', '--project', runner.project]
    : ['test', '-c', 'tests/playwright.config.ts', `--project=${runner.project}`]
say(`${name} belongs to the suite ${runner.project}.`)
process.exitCode = run(runner.project, runner.tool, [...args, name, ...rest]) ? 0 : 1
