import { z } from 'zod'
import { type People, readNames } from '@/lib/domain'
import { readJsonFile, writeFileAtomically } from '../settings/atomic-file'
import type { ServerAccess } from './credentials'
import { readServer } from './read-server'

const keptSchema = z.record(z.string(), z.string())

/**
 * Names of those who act at the site, from the server, kept beside the journal; the kept ones when it cannot be reached
 * or does not tell this station. Empty where there never were any.
 *
 * @param path file of the kept ones
 * @param access server and key; `null` while there is none
 */
export async function loadPeople(path: string, access: ServerAccess | null): Promise<People> {
  const fresh = access ? await fetchPeople(access) : null
  if (fresh) {
    writeFileAtomically(path, JSON.stringify(fresh))
    return fresh
  }
  const kept = readJsonFile(path)
  const parsed = keptSchema.safeParse(kept.kind === 'read' ? kept.value : undefined)
  return parsed.success ? parsed.data : {}
}

async function fetchPeople(access: ServerAccess): Promise<People | null> {
  try {
    return readNames(await readServer(access, '/api/v1/sync/people'))
  } catch {
    return null
  }
}
