import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const INSTALLER = /\.(?:AppImage|deb|exe|dmg)$/

/**
 * Writes `SHA256SUMS` beside the installers in a folder, as `sha256sum --check` reads it; returns the names it lists.
 *
 * @param {string} folder
 */
export async function writeSums(folder) {
  const names = readdirSync(folder)
    .filter((name) => INSTALLER.test(name))
    .sort()
  const lines = []
  for (const name of names) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(folder, name)), hash)
    lines.push(`${hash.digest('hex')}  ${name}\n`)
  }
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''))
  return names
}
