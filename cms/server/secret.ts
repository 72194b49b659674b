import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * The key that signs sessions and hides API keys: the given one, or one made at first start and kept, readable by this
 * account alone, in the data directory. Losing it signs everybody out and voids every API key.
 */
export function signingSecret(dataDir: string, given: string | undefined): string {
  if (given) return given
  const file = path.join(dataDir, 'secret')
  try {
    const kept = fs.readFileSync(file, 'utf8').trim()
    if (kept.length >= 32) return kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const made = randomBytes(32).toString('hex')
  fs.writeFileSync(file, `${made}\n`, { mode: 0o600 })
  return made
}
