import { join } from 'node:path'
import { root } from '../setup/prepare.mjs'
import { build } from '../start/build.mjs'
import { run } from '../test/run.mjs'

/**
 * The pictures of the manual, taken while one day of a site is played (`tests/support/one-day.ts`), into where the manual has
 * them.
 *
 * @returns {Promise<boolean>} whether the day went as it should
 */
export async function takeManual() {
  await build(root, 'server')
  const day = [
    'test',
    '-c',
    'tests/playwright.config.ts',
    '--project=browser',
    '--no-deps',
    'tests/browser/station/day.spec.ts',
  ]
  return run('manual', 'playwright', day, { AX_MANUAL_PICTURES: join(root, 'cms/app/(web)/help/pictures') })
}
