import { APIError, type CollectionBeforeValidateHook, type CollectionConfig } from 'payload'
import { plainText } from '@/lib/domain/rules/bare-text'
import { hasUnseen } from '@/lib/domain/unseen-characters'

/** Path of the first text with such a character; `null` when there is none. */
function findUnseen(value: unknown, path: string): string | null {
  if (typeof value === 'string') return hasUnseen(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = findUnseen(inner, path ? `${path}.${key}` : key)
    if (found) return found
  }
  return null
}

/** By which people and cars are found, in every collection that has them. */
const FOUND_BY = ['plate', 'phone', 'customerPhone']

const writePlainly: CollectionBeforeValidateHook = ({ data }) => {
  if (!data) return data
  const plain = FOUND_BY.flatMap((name) => (typeof data[name] === 'string' ? [[name, plainText(data[name])]] : []))
  return plain.length > 0 ? { ...data, ...Object.fromEntries(plain) } : data
}

/**
 * The collection, which then refuses texts with invisible characters, whoever writes them, and keeps plates and telephone numbers
 * as they are looked for.
 */
export function withCleanTexts(collection: CollectionConfig): CollectionConfig {
  const refuse: CollectionBeforeValidateHook = ({ data }) => {
    const field = findUnseen(data, '')
    if (!field) return data
    throw new APIError(
      `${field}: this text has a character that cannot be seen. Type it again.`,
      400,
      { code: 'unseen_character', field },
      true,
    )
  }
  return {
    ...collection,
    hooks: { ...collection.hooks, beforeValidate: [refuse, writePlainly, ...(collection.hooks?.beforeValidate ?? [])] },
  }
}
