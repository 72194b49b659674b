import { type Catalogue, catalogueSchema, readCatalogue } from '@/lib/domain'
import type { StationLog } from '../diagnostics/station-log'
import { readJsonFile, writeFileAtomically } from '../settings/atomic-file'
import { StationError } from '../station-error'
import type { ServerAccess } from './credentials'
import { readServer } from './read-server'

/** The price lists of the servers that this station has followed, each kept beside its journal. */
export class PriceLists {
  readonly #log: Pick<StationLog, 'write'>
  /** What was last found wrong with one that a server sent; the same again is no news. */
  #told = ''

  constructor(log: Pick<StationLog, 'write'>) {
    this.#log = log
  }

  /**
   * The one from the server; the kept one when the server cannot be reached, or sends none that can be read.
   *
   * @param path file of the kept one
   * @param access server and key; `null` while there is none
   * @throws StationError `no_catalogue` when there never was one
   */
  async load(path: string, access: ServerAccess | null): Promise<Catalogue> {
    const fresh = access ? await this.#fetch(access) : null
    if (fresh) {
      writeFileAtomically(path, JSON.stringify(fresh))
      return fresh
    }
    const kept = readJsonFile(path)
    const parsed = catalogueSchema.safeParse(kept.kind === 'read' ? kept.value : undefined)
    if (parsed.success) return parsed.data
    throw new StationError(
      'no_catalogue',
      'The price list is not here yet. Connect this station to its server, then try again.',
    )
  }

  async #fetch(access: ServerAccess): Promise<Catalogue | null> {
    const answers = await Promise.all([
      readServer(access, '/api/services?depth=0&limit=100&sort=position'),
      readServer(access, '/api/tenants?depth=0&limit=1'),
    ]).catch(() => null)
    return answers && this.#read(...answers)
  }

  #read(services: unknown, tenants: unknown): Catalogue | null {
    const leftOut: string[] = []
    try {
      const read = readCatalogue(services, tenants, (reason) => leftOut.push(reason))
      this.#tell('warn', 'Services of the price list cannot be read and are left out', leftOut.join('; '))
      return read
    } catch (error) {
      this.#tell('error', 'The price list that the server sends cannot be read; the kept one counts', String(error))
      return null
    }
  }

  #tell(level: 'warn' | 'error', what: string, why: string): void {
    if (why !== '' && why !== this.#told) this.#log.write(level, `${what}: ${why}`)
    this.#told = why
  }
}
