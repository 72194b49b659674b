import { APIError, type CollectionBeforeOperationHook } from 'payload'
import { COMMAND_FIELDS } from './command-fields'
import { identityOf } from './identity'

/** All that another service may tell of an order. */
const TOLD: ReadonlySet<string> = new Set(COMMAND_FIELDS.orders.told)

/**
 * Refuses, with 403, a service's change of anything else: Payload would drop such a field silently, and the service
 * would believe that it was taken.
 */
export const onlyWhatServicesTell: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation !== 'update' || identityOf(req.user)?.role !== 'service') return args
  const refused = Object.keys((args as { data?: object }).data ?? {}).filter((field) => !TOLD.has(field))
  if (refused.length === 0) return args
  throw new APIError(
    `A service may tell ${[...TOLD].join(', ')} of an order, not ${refused.join(', ')}.`,
    403,
    { code: 'service_field', fields: refused },
    true,
  )
}
