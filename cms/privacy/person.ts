import { z } from 'zod'
import { bareText } from '../database'

/** Somebody as a site knows people: by a telephone number, or by the plate of a car. */
export const personSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('phone'),
    value: z
      .string()
      .trim()
      .max(32)
      .refine((text) => digits(text).length >= 6),
  }),
  z.strictObject({
    by: z.literal('plate'),
    value: z
      .string()
      .trim()
      .max(32)
      .refine((text) => bareText(text) !== ''),
  }),
])

export type Person = z.infer<typeof personSchema>

const digits = (text: string) => text.replace(/\D/g, '')

/** However it was dialled: `012-345 6789` and `+60 12 345 6789` are the same. */
const dialled = (text: string) => digits(text).replace(/^(?:60|0)+/, '')

/** The end of a number: what every way of writing it has. */
export const lastDigits = ({ value }: Person) => dialled(value).slice(-6)

/** Whether this telephone number or this plate is the person's. */
export function isOf(
  person: Person,
  { phone, plate }: { readonly phone?: string | null; readonly plate?: string | null },
): boolean {
  return person.by === 'phone'
    ? Boolean(phone) && dialled(phone ?? '') === dialled(person.value)
    : Boolean(plate) && bareText(plate ?? '') === bareText(person.value)
}
