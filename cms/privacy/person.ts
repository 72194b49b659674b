import { z } from 'zod'
import { bareText, dialled } from '@/lib/domain/rules/bare-text'
import { ERASED } from '@/lib/domain/rules/erased'

/** Somebody as a site knows people: by a telephone number, or by the plate of a car. */
export const personSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('phone'),
    value: z
      .string()
      .trim()
      .max(32)
      .refine((text) => dialled(text).length >= 6),
  }),
  z.strictObject({
    by: z.literal('plate'),
    value: z
      .string()
      .trim()
      .max(32)
      .refine((text) => !['', ERASED].includes(bareText(text))),
  }),
])

export type Person = z.infer<typeof personSchema>

/** Whether this telephone number or this plate is the person's. */
export function isOf(
  person: Person,
  { phone, plate }: { readonly phone?: string | null; readonly plate?: string | null },
): boolean {
  return person.by === 'phone'
    ? Boolean(phone) && dialled(phone ?? '') === dialled(person.value)
    : Boolean(plate) && bareText(plate ?? '') === bareText(person.value)
}

/** Texts within a document that are documents themselves: what was put to the desk, and what was answered. */
const JSON_TEXTS = new Set(['action', 'answer'])

/** Whether the person's telephone number or plate stands anywhere in a document, or in what carries some. */
export function standsIn(person: Person, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, inner]) => {
    if (typeof inner !== 'string') return standsIn(person, inner)
    if (JSON_TEXTS.has(name)) return standsIn(person, parsed(inner))
    return (name === 'phone' || name === 'plate') && isOf(person, { [name]: inner })
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
