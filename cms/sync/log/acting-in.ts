import type { PayloadRequest } from 'payload'
import { identityOf } from '../../access/identity'
import { personOf } from '../../commands/command-context'

/** Who does what a request does, as the log calls them. */
export const actingIn = (req: PayloadRequest): string =>
  (personOf(req) ?? identityOf(req.user)?.actor ?? 'system').slice(0, 128)
