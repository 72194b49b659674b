import { z } from 'zod'
import { customerSchema } from '../documents'
import { plainText } from '../rules/bare-text'
import { senSchema, slugSchema } from '../values'

/** What the commands that take and change an order have in common. */

/** What is ordered. */
export const orderedServiceSchema = z.object({
  serviceId: slugSchema,
  optionIds: z.array(slugSchema).max(32).default([]),
})

export const orderedServicesSchema = z
  .array(
    orderedServiceSchema.extend({
      /** Sen: what the customer was told that this line costs, by a price list that may have changed since. */
      toldPrice: senSchema.min(0).optional(),
    }),
  )
  .min(1)
  .max(16)

/** A plate as it is kept, however it was typed: a sign may become several, or none, so that it is measured after that. */
export const plateSchema = z
  .string()
  .overwrite((typed) => plainText(typed).toUpperCase())
  .trim()
  .min(1)
  .max(32)

/** Whose order it is, the telephone number likewise. */
export const orderedCustomerSchema = customerSchema.extend({
  phone: z.string().overwrite(plainText).max(32).nullable(),
})

/** The owner finds out why the order costs something else than the list says. */
export const toldPricesNote = ({ asTold }: { readonly asTold: readonly string[] }): string =>
  asTold.length === 0 ? '' : `Priced as told, by an earlier price list: ${asTold.join(', ')}`.slice(0, 2000)
