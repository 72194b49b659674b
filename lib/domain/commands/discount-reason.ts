import { z } from 'zod'
import { withoutUnseen } from '../unseen-characters'

/** Why a sum is taken off: no discount is without, however it is given. */
export const discountReasonSchema = z.string().overwrite(withoutUnseen).min(1).max(200)
