import { APIError, type CollectionConfig } from 'payload'
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

/** The collection, which then refuses texts with invisible characters, whoever writes them. */
export function withCleanTexts(collection: CollectionConfig): CollectionConfig {
  const refuse: NonNullable<NonNullable<CollectionConfig['hooks']>['beforeValidate']>[number] = ({ data }) => {
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
    hooks: { ...collection.hooks, beforeValidate: [refuse, ...(collection.hooks?.beforeValidate ?? [])] },
  }
}
