'use client'

import { useState } from 'react'
import { stillAhead, stillTyped, type Texts } from './typed-texts'

interface Typed {
  /** What was typed and is not known to be the server's, by the field's name. */
  readonly typed: Texts
  type(name: string, text: string): void
  /** What the server has as far as is known: what was saved, or else what was read. */
  readonly known: Texts
  /** All that was typed when this was drawn has been saved. It stays until the server is known to have it. */
  saved(): void
  /** The server refused: whether it has what was saved before is to be read. */
  refused(): void
}

/**
 * What is typed into the fields of a form, beside what the server has.
 * @param kept what it has
 * @param plain a text as it would have it
 */
export function useTyped(kept: Texts, plain: (text: string) => string): Typed {
  const [typed, setTyped] = useState<Texts>({})
  /** What was saved since it was read, in order. */
  const [sent, setSent] = useState<Readonly<Record<string, readonly string[]>>>({})
  const [before, setBefore] = useState(kept)
  const lastSent: Texts = mapped(sent, (_, texts) => texts.at(-1))
  const names = new Set([...Object.keys(before), ...Object.keys(kept)])
  if ([...names].some((name) => before[name] !== kept[name])) {
    const same = (one: string, other: string) => plain(one) === plain(other)
    const ahead = mapped(sent, (name, texts) =>
      stillAhead(texts, { was: before[name] ?? '', is: kept[name] ?? '', same }),
    )
    const late = mapped(ahead, (name, texts) => (texts.length > 0 ? before[name] : kept[name]))
    setBefore(kept)
    setTyped((now) => stillTyped(now, { before, after: { ...kept, ...late }, sent: lastSent, plain }))
    setSent(ahead)
  }
  return {
    typed,
    type: (name, text) => setTyped((now) => ({ ...now, [name]: text })),
    known: { ...kept, ...mapped(sent, (name, texts) => (texts.length > 0 ? plain(texts.at(-1) ?? '') : kept[name])) },
    saved: () => setSent((now) => ({ ...now, ...mapped(typed, (name, text = '') => [...(now[name] ?? []), text]) })),
    refused: () => setSent({}),
  }
}

const mapped = <From, To>(
  of: Readonly<Record<string, From>>,
  to: (name: string, value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, to(name, value)]))
