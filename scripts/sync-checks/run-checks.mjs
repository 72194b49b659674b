import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, root } from '../setup/prepare.mjs'
import { fail, say } from '../setup/say.mjs'

/** Runs files of browser checks against servers that they start themselves; ends with their exit code. */
export async function runChecks(specs, title) {
  await prepare()
  const { ensureChromium } = await import('../test/chromium.mjs')
  ensureChromium()
  say('Building the server if its sources changed …')
  const built = spawnSync(process.execPath, [join(root, 'scripts/build-server.mjs')], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) fail('build_failed', 'The server could not be built; see its message above.')
  say(`${title} …`)
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const reporter = join(root, 'scripts/sync-checks/table-reporter.mjs')
  const args = [
    cli,
    'test',
    '-c',
    'tests/playwright.config.ts',
    '--project',
    'browser',
    '--reporter',
    reporter,
    ...specs,
  ]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 1)
}
