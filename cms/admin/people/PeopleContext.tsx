'use client'

import { createContext, type ReactNode, use } from 'react'
import type { People } from '@/lib/domain/people'
import { useWords } from '../words/use-words'

const Context = createContext<People>({})

export function PeopleContext({ people, children }: { readonly people: People; readonly children?: ReactNode }) {
  return <Context value={people}>{children}</Context>
}

/** An actor as people read it: a person's or station's name, never an id. */
export function useActorName(actor: unknown): string {
  const people = use(Context)
  const say = useWords()
  if (typeof actor !== 'string' || actor === '') return '—'
  if (actor === 'system') return say('The system')
  if (actor === 'nobody') return say('Nobody signed in')
  if (actor.startsWith('station:')) return actor.slice('station:'.length)
  return people[actor] ?? say('Somebody without a name')
}
