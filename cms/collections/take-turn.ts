import { setTimeout as sleep } from 'node:timers/promises'
import { APIError, type CollectionBeforeValidateHook, type CollectionSlug, type PayloadRequest } from 'payload'
import { lockTenant } from '../database'

interface Row {
  readonly id: number | string
  readonly tenant?: string | null
  readonly version?: number | null
  readonly updatedAt?: string | null
}

const CHANGED = { code: 'changed_meanwhile' }
/** A clock that stands still is not waited for: milliseconds, or somewhat more. */
const WAITS_AT_MOST = 100

/** While its password is hashed, which takes half a second, nothing of its site waits for an account. */
const OF_ITSELF: readonly CollectionSlug[] = ['users']

/** The site that a document belongs to as far as turns go; none where it is of itself. */
const siteOf = (collection: CollectionSlug, { tenant }: Partial<Row>): string | null =>
  (!OF_ITSELF.includes(collection) && tenant) || null

/** Whose turn an edit takes: the site's that the document belongs to, or the document's own where it belongs to none. */
const turnOf = (collection: CollectionSlug, row: Row): string => siteOf(collection, row) ?? `${collection} ${row.id}`

const stored = (req: PayloadRequest, collection: CollectionSlug, id: number | string) =>
  req.payload.db.findOne<Row>({ collection, where: { id: { equals: id } }, req })

/** Takes the turn of an edit before Payload reads the row: such an edit waits for others and is not refused for them. */
export async function waitForTurn(req: PayloadRequest, collection: CollectionSlug, id: number | string): Promise<void> {
  const row = await stored(req, collection, id)
  if (row) await lockTenant(req, turnOf(collection, row))
}

/**
 * Nobody else writes what belongs to the site from here on, or the document where it belongs to none. Payload has read the row
 * by then and writes it whole: an edit of what is there no longer would undo another's.
 *
 * @throws APIError 409 `changed_meanwhile`
 */
export const takeTurn: CollectionBeforeValidateHook = async ({ collection, data, operation, originalDoc, req }) => {
  if (operation !== 'update') {
    const site = siteOf(collection.slug, data ?? {})
    if (site) await lockTenant(req, site)
    return data
  }
  // Where Payload names no original, its data are the row as it read it.
  const read = (originalDoc ?? data) as Row
  if (await lockTenant(req, turnOf(collection.slug, read))) {
    const row = await stored(req, collection.slug, read.id)
    if (!row || row.version !== read.version || row.updatedAt !== read.updatedAt) {
      throw new APIError(
        'Somebody changed this meanwhile. Look at it as it is now, then do it again.',
        409,
        CHANGED,
        true,
      )
    }
  }
  await tellApart(read)
  return data
}

/** Two edits of one millisecond would look alike to whoever read between them, where no version tells them apart. */
async function tellApart({ version, updatedAt }: Row): Promise<void> {
  if (version || !updatedAt) return
  const written = Date.parse(updatedAt)
  for (let waited = 0; waited < WAITS_AT_MOST && Date.now() === written; waited += 1) await sleep(1)
}
