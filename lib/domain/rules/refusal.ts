import type { RefusalTexts, RefusalTopic } from './refusal-texts'

/** Why something may not be done: a code for programs, a sentence for people, a key for translations. */
export interface Refusal<Code extends string = string> {
  readonly allowed: false
  readonly code: Code
  /** English: what is in the way and what to do about it. */
  readonly message: string
  /** Translation key, `rules.<topic>.<code>`; the texts may use `params`. */
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface Allowed {
  readonly allowed: true
}

export const ALLOWED: Allowed = { allowed: true }

/** Fills `{name}` in a text from `params`; an unknown name stays as it is. */
function fillText(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** Makes a topic's refusals from its table of English texts; only tables listed in `refusal-texts.ts` compile. */
export function refusals<Topic extends RefusalTopic>(topic: Topic, texts: RefusalTexts[Topic]) {
  type Code = keyof RefusalTexts[Topic] & string
  return (code: Code, params: Readonly<Record<string, string | number>> = {}): Refusal<Code> => ({
    allowed: false,
    code,
    message: fillText(String(texts[code]), params),
    key: `rules.${topic}.${code}`,
    params,
  })
}
