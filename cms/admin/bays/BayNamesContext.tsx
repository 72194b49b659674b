'use client'

import { createContext, type ReactNode, use } from 'react'

/** What a bay is called at its site. */
export interface NamedBay {
  readonly tenant: string
  readonly bayId: string
  readonly name: string
}

const Context = createContext<readonly NamedBay[]>([])

export function BayNamesContext({
  bays,
  children,
}: {
  readonly bays: readonly NamedBay[]
  readonly children?: ReactNode
}) {
  return <Context value={bays}>{children}</Context>
}

/** A bay as people at its site call it; by its short name where there is none such any more, `null` where none is meant. */
export function useBayName(bayId: unknown, tenant: unknown): string | null {
  const bays = use(Context)
  if (typeof bayId !== 'string' || bayId === '') return null
  return bays.find((bay) => bay.bayId === bayId && bay.tenant === tenant)?.name || bayId
}

/** The bays of a site that the panel's user may see. */
export const useBays = (tenant: unknown): readonly NamedBay[] => use(Context).filter((bay) => bay.tenant === tenant)
