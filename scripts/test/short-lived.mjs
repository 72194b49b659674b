import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

/** Linux's folder in memory. */
const IN_MEMORY = '/dev/shm'
/** More than a run has there at one time, the packages it unpacks included; containers give as little as 64 MB. */
const ENOUGH_BYTES = 4 * 1024 ** 3
const OURS = /^ax-tests-(\d+)-/
const ENDED_BY = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/** What somebody still writes into is left to the next run: that makes no test fail. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch {}
}

/**
 * From here on this process and those it starts put what lives as short as a test into memory, where there is enough of it:
 * databases, profiles of browsers, packages. What has been written outlives a killed process there too. Gone with this
 * process; where it was killed, with the next.
 */
export function shortLivedInMemory() {
  if (!existsSync(IN_MEMORY)) return
  for (const name of readdirSync(IN_MEMORY)) {
    const pid = Number(OURS.exec(name)?.[1])
    if (pid && !existsSync(`/proc/${pid}`)) remove(join(IN_MEMORY, name))
  }
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  if (bavail * bsize < ENOUGH_BYTES) return
  const folder = mkdtempSync(join(IN_MEMORY, `ax-tests-${process.pid}-`))
  // PostgreSQL, which does not run as root, has its folder in it.
  chmodSync(folder, 0o711)
  process.env.TMPDIR = folder
  process.on('exit', () => remove(folder))
  for (const [signal, code] of Object.entries(ENDED_BY)) process.once(signal, () => process.exit(code))
}
