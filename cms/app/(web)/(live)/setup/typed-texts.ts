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

/**
 * What was saved, in order, and is not known to be there. A reading that began before the last of it was saved finds what was there
 * then, which is what was read before or was saved first, and nobody else is in between; anything else is somebody else's.
 */
export function stillAhead<State>(
  saved: readonly State[],
  { was, is, same }: { readonly was: State; readonly is: State; readonly same: (one: State, other: State) => boolean },
): readonly State[] {
  if (same(was, is)) return saved
  const place = saved.findLastIndex((each) => same(each, is))
  return place === -1 ? [] : saved.slice(place + 1)
}
