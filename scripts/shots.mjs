import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { say } from './setup/say.mjs'

await prepare()

const { chromium } = await import('@playwright/test')
const { CHROMIUM_ARGS, chromiumPath, ensureChromium, hideTypefaces } = await import('./test/chromium.mjs')
const { stopEverything, stopOnSignals } = await import('./start/processes.mjs')
const { openStationShots } = await import('./shots/station-shots.mjs')
const { openOfficeShots } = await import('./shots/office-shots.mjs')

/**
 * Photographs every screen into `screens/`, which git ignores, and renews the few that the documents show in
 * `docs/screens/`, and those of the manual, which come from a day that is played: `-- manual` takes these alone. Any other
 * argument takes only those whose name contains it: `-- bay-late`.
 */
const out = join(root, 'screens')
const shown = join(root, 'docs/screens')
const filter = process.argv[2] ?? ''

stopOnSignals()
ensureChromium()
hideTypefaces()
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS })
if (!filter) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const AT_ONCE = 2
const MANUAL = 'manual'
const failed = []
let count = 0

/** Takes pictures until none is left. */
async function takeFrom(shots) {
  for (let shot = shots.shift(); shot; shot = shots.shift()) {
    const { name, take } = shot
    try {
      const picture = await take()
      writeFileSync(join(out, `${name}.webp`), picture)
      const inDocuments = join(shown, `${name}.webp`)
      if (existsSync(inDocuments)) writeFileSync(inDocuments, picture)
      count += 1
    } catch (error) {
      failed.push(name)
      say(`${name}: ${error.message.split('\n')[0]}`)
    }
  }
}

if (!filter || filter === MANUAL) {
  const { takeManual } = await import('./shots/manual-shots.mjs')
  if (!(await takeManual())) failed.push(MANUAL)
}
for (const open of filter === MANUAL ? [] : [openStationShots, openOfficeShots]) {
  if (open === openOfficeShots && filter && !filter.startsWith('office')) continue
  const { shots, close } = await open(browser)
  const wanted = shots.filter(({ name }) => name.includes(filter))
  await Promise.all(Array.from({ length: AT_ONCE }, () => takeFrom(wanted)))
  await close()
}
await browser.close()
if (filter !== MANUAL) say(`${count} pictures in screens/${failed.length > 0 ? `, ${failed.length} failed` : ''}`)
await stopEverything(failed.length > 0 ? 1 : 0)
