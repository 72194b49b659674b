import { createHash } from 'node:crypto'
import { join } from 'node:path'

/**
 * One journal per server: what was done for one site is never sent to another, and a station that returns to its old
 * server still has what waited for it.
 *
 * @param server origin of the server, or `host` for the one this station hosts
 */
export function journalPath(folder: string, server: string): string {
  const name = server === 'host' ? 'host' : createHash('sha256').update(server).digest('hex').slice(0, 16)
  return join(folder, 'journal', `${name}.sqlite`)
}

/** Where the price list and the names of the same server are kept. */
export function keptPath(folder: string, server: string, what: 'catalogue' | 'people'): string {
  return journalPath(folder, server).replace(/\.sqlite$/, `.${what}.json`)
}
