import { type Audience, audienceOf } from '../../access/audiences'
import type { Identity } from '../../access/identity'
import { sees } from '../../access/visible-fields'
import { Problem } from './problem'

/** As whom somebody looks orders of all time up. A customer knows the own orders; a bay and a board know no customers. */
export function lookingUpAs(identity: Identity): Audience {
  const audience = audienceOf(identity)
  if (audience === 'customer' || !sees(audience, 'order', 'customer.phone'))
    throw new Problem('forbidden', 'Orders are looked up by the staff and the desks of a site.')
  return audience
}
