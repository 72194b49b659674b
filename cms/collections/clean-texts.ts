import { APIError, type CollectionConfig } from 'payload'

/**
 * Control characters cut texts off or hide in them; characters without width and direction marks make a plate or a name
 * read as another. What joins letters of a script (U+200C, U+200D) is part of names.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/

/** Path of the first text with such a character; `null` when there is none. */
function findUnseen(value: unknown, path: string): string | null {
  if (typeof value === 'string') return UNSEEN.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = findUnseen(inner, path ? `${path}.${key}` : key)
    if (found) return found
  }
  return null
}

/** The collection, refusing texts with characters nobody sees, whichever road they come by. */
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
