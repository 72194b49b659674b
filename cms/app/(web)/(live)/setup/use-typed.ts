'use client'

import { useState } from 'react'
import { stillTyped, type Texts } from './typed-texts'

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
  const [sent, setSent] = useState<Texts>({})
  const [before, setBefore] = useState(kept)
  const names = new Set([...Object.keys(before), ...Object.keys(kept)])
  if ([...names].some((name) => before[name] !== kept[name])) {
    setBefore(kept)
    setTyped((now) => stillTyped(now, { before, after: kept, sent, plain }))
    setSent((now) => Object.fromEntries(Object.entries(now).filter(([name]) => before[name] === kept[name])))
  }
  return {
    typed,
    type: (name, text) => setTyped((now) => ({ ...now, [name]: text })),
    known: { ...kept, ...Object.fromEntries(Object.entries(sent).map(([name, text = '']) => [name, plain(text)])) },
    saved: () => setSent(typed),
    refused: () => setSent({}),
  }
}
