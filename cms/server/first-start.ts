import { randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { seedFirstStart } from '../seed'
import type { Environment } from './environment'

export interface FirstPassword {
  readonly email: string
  readonly password: string
}

/**
 * Makes what an empty database lacks: the site with its queues, bays and prices, and the first administrator, with the
 * given password or a random one.
 *
 * @returns the random password, to be shown once; `null` when there was nothing to make or it was given
 */
export async function firstStart(payload: Payload, environment: Environment): Promise<FirstPassword | null> {
  await seedFirstStart(payload, { demo: environment.demo })
  const { totalDocs: users } = await payload.count({ collection: 'users' })
  if (users > 0) return null
  const password = environment.adminPassword ?? randomBytes(12).toString('base64url')
  await payload.create({
    collection: 'users',
    // Without a tenant: an administrator of all of them.
    data: { email: environment.adminEmail, password, name: 'Administrator', role: 'admin', tenant: null },
  })
  return environment.adminPassword ? null : { email: environment.adminEmail, password }
}
