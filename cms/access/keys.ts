import { randomInt } from 'node:crypto'
import {
  APIError,
  type CollectionBeforeChangeHook,
  type CollectionBeforeOperationHook,
  type Endpoint,
  type Field,
  type PayloadRequest,
} from 'payload'
import { type AuditEntry, recordAudit } from '../audit/record'
import { waitForTurn } from '../collections/take-turn'
import { inTransaction } from '../database'
import { identityOf } from './identity'

type KeyHolders = 'stations' | 'users'

/** Without those that look alike: a key may have to be typed. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
/** 160 bits. */
const KEY_LENGTH = 32

/** A key nobody can guess: 32 characters. */
export const newKey = (): string =>
  Array.from({ length: KEY_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** Keys are made here: whoever chose one could choose one that is guessed, or known to others. */
export const refuseChosenKeys: CollectionBeforeOperationHook = ({ args, collection, operation }) => {
  if ((operation !== 'create' && operation !== 'update') || (args as { overrideAccess?: boolean }).overrideAccess) {
    return args
  }
  const { apiKey, apiKeyIndex } = (args as { data?: Record<string, unknown> }).data ?? {}
  if (!apiKey && !apiKeyIndex) return args
  throw new APIError(
    `The server makes the keys: POST /api/${collection.slug}/ID/key gives a new one, once.`,
    400,
    { code: 'key_not_chosen', field: 'apiKey' },
    true,
  )
}

/** The key itself is not kept, not even sealed: it is recognised by its keyed hash, which was made before this. */
export const forgetKey: CollectionBeforeChangeHook = ({ data }) => {
  if (data.apiKey) data.apiKey = null
  return data
}

/** Nobody writes these by hand. */
export const KEY_FIELDS: Field[] = [
  { name: 'enableAPIKey', type: 'checkbox', access: { create: () => false, update: () => false } },
  { name: 'apiKey', type: 'text', access: { create: () => false, update: () => false } },
  { name: 'apiKeyIndex', type: 'text', access: { create: () => false, update: () => false } },
]

/** Where the panel makes and withdraws an account's key. */
export const KEY_CONTROL: Field = {
  name: 'key',
  type: 'ui',
  label: 'Key',
  admin: { components: { Field: '/admin/keys/KeyField#KeyField' } },
}

/**
 * Gives an account a key in place of the one it had, and says so in the audit trail; `null` withdraws it.
 *
 * @param said of the entry, where whoever asks is not signed in
 */
export async function setKey(
  req: PayloadRequest,
  collection: KeyHolders,
  id: number | string,
  apiKey: string | null,
  said: Pick<AuditEntry, 'actor' | 'after'> = {},
): Promise<void> {
  await inTransaction(req, async () => {
    // Whoever withdraws a key in a hurry is not sent away because somebody renames the station.
    await waitForTurn(req, collection, id)
    const doc = await req.payload.update({
      collection,
      id,
      data: { enableAPIKey: apiKey !== null, apiKey },
      req,
      depth: 0,
      overrideAccess: true,
    })
    await recordAudit(req, {
      kind: apiKey === null ? 'key_revoked' : 'key_made',
      tenant: doc.tenant || null,
      subject: 'email' in doc ? doc.email : `Station ${doc.name}`,
      ...said,
    })
  })
}

/** The account, for an administrator whose site it is of. */
export async function requireAccount(req: PayloadRequest, collection: KeyHolders): Promise<number | string> {
  if (identityOf(req.user)?.role !== 'admin') {
    throw new APIError('Only an administrator makes and withdraws keys.', 403, { code: 'forbidden' }, true)
  }
  const id = String(req.routeParams?.id)
  const found = await req.payload.findByID({
    collection,
    id,
    req,
    depth: 0,
    overrideAccess: false,
    disableErrors: true,
  })
  if (!found) throw new APIError('There is no such account at your site.', 404, { code: 'not_found' }, true)
  return found.id
}

/** `POST /:id/key` answers 201 with a new key, the one time it is told; `DELETE /:id/key` withdraws the key. */
export const keyEndpoints = (collection: KeyHolders): Omit<Endpoint, 'root'>[] => [
  {
    path: '/:id/key',
    method: 'post',
    handler: async (req) => {
      const apiKey = newKey()
      await setKey(req, collection, await requireAccount(req, collection), apiKey)
      return Response.json({ apiKey }, { status: 201 })
    },
  },
  {
    path: '/:id/key',
    method: 'delete',
    handler: async (req) => {
      await setKey(req, collection, await requireAccount(req, collection), null)
      return Response.json({ withdrawn: true })
    },
  },
]
