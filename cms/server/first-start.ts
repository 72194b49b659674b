import { randomBytes } from 'node:crypto'
import { commitTransaction, createLocalReq, initTransaction, killTransaction, type Payload } from 'payload'
import { DEFAULT_TENANT } from '../sync/http/context'
import type { Environment } from './environment'

/**
 * Makes the site and its first administrator, once: the site `main` with its queues, and an account with the given
 * password or a random one.
 *
 * @returns the random password, to be shown once; `null` when there was nothing to make or it was given
 */
export async function firstStart(
  payload: Payload,
  environment: Environment,
): Promise<{ email: string; password: string } | null> {
  const { totalDocs: users } = await payload.count({ collection: 'users' })
  if (users > 0) return null
  const password = environment.adminPassword ?? randomBytes(12).toString('base64url')
  const req = await createLocalReq({}, payload)
  try {
    await initTransaction(req)
    await payload.create({
      collection: 'tenants',
      data: { tenantId: DEFAULT_TENANT, name: 'Main site', currency: 'MYR' },
      req,
    })
    await payload.create({
      collection: 'users',
      // An administrator of all tenants.
      data: { email: environment.adminEmail, password, name: 'Administrator', role: 'admin', tenant: null },
      req,
    })
    await commitTransaction(req)
  } catch (error) {
    await killTransaction(req)
    throw error
  }
  return environment.adminPassword ? null : { email: environment.adminEmail, password }
}
