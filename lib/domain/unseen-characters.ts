/*
 * Control characters cut texts off or hide in them; characters without width and direction marks make a plate or a name
 * read as another. What joins letters of a script (U+200C, U+200D) is part of names.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g

export const hasUnseen = (text: string): boolean => text.search(UNSEEN) >= 0

export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '')

/** The same JSON, with the characters that nobody sees written out. */
export const withEscapes = (json: string): string =>
  json.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
