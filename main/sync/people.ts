import { z } from 'zod'
import { memberSchema, NOBODY_KNOWN, readSitePeople, type SitePeople } from '@/lib/domain'
import { readJsonFile, writeFileAtomically } from '../settings/atomic-file'
import type { ServerAccess } from './credentials'
import { readServer } from './read-server'

const namesSchema = z.record(z.string(), z.string())
const keptSchema = z.union([
  z.object({ names: namesSchema, team: z.array(memberSchema) }),
  // As stations kept them before there were teams.
  namesSchema.transform((names) => ({ names, team: [] })),
])

/**
 * Names of those who act at the site and its team, from the server, kept beside the journal; the kept ones when it cannot
 * be reached or does not tell this station. Empty where there never were any.
 *
 * @param path file of the kept ones
 * @param access server and key; `null` while there is none
 */
export async function loadPeople(path: string, access: ServerAccess | null): Promise<SitePeople> {
  const fresh = access ? await fetchPeople(access) : null
  if (!fresh) return keptPeople(path)
  writeFileAtomically(path, JSON.stringify(fresh))
  return fresh
}

/** As they were last told. */
export function keptPeople(path: string): SitePeople {
  const kept = readJsonFile(path)
  return keptSchema.safeParse(kept.kind === 'read' ? kept.value : undefined).data ?? NOBODY_KNOWN
}

async function fetchPeople(access: ServerAccess): Promise<SitePeople | null> {
  try {
    return readSitePeople(await readServer(access, '/api/v1/sync/people'))
  } catch {
    return null
  }
}
