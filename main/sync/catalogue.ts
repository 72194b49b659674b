import { type Catalogue, catalogueSchema, readCatalogue } from '@/lib/domain'
import { readJsonFile, writeFileAtomically } from '../settings/atomic-file'
import { StationError } from '../station-error'
import type { ServerAccess } from './credentials'
import { readServer } from './read-server'

/**
 * The price list from the server, kept beside the journal; the kept one when the server cannot be reached.
 *
 * @param path file of the kept one
 * @param access server and key; `null` while there is none
 * @throws StationError `no_catalogue` when there never was one
 */
export async function loadCatalogue(path: string, access: ServerAccess | null): Promise<Catalogue> {
  const fresh = access ? await fetchCatalogue(access) : null
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

async function fetchCatalogue(access: ServerAccess): Promise<Catalogue | null> {
  try {
    const [services, tenants] = await Promise.all([
      readServer(access, '/api/services?depth=0&limit=100&sort=position'),
      readServer(access, '/api/tenants?depth=0&limit=1'),
    ])
    return readCatalogue(services, tenants)
  } catch {
    return null
  }
}
