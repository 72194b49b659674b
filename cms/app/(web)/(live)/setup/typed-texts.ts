/** Texts by the names of their fields. */
export type Texts = Readonly<Record<string, string | undefined>>

interface Known {
  /** What the server had, and what it has. */
  readonly before: Texts
  readonly after: Texts
  /** What was saved as it was typed. */
  readonly sent: Texts
  /** A text as the server would have it. */
  readonly plain: (text: string) => string
}

/**
 * What is typed and still to be shown once the server has other texts. Where those are others, what was saved gives way, and so
 * does what said the same as before: kept, it would undo what somebody else did. Any other stays.
 */
export const stillTyped = (typed: Texts, { before, after, sent, plain }: Known): Texts =>
  Object.fromEntries(
    Object.entries(typed).filter(
      ([name, text = '']) => before[name] === after[name] || (text !== sent[name] && plain(text) !== before[name]),
    ),
  )
