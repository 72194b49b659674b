import { createContext, useContext } from 'react'
import type { CommandPayload } from '@/lib/domain'

/** Why an order is in the form again, and what is done once it is taken. */
export interface Refusal {
  readonly why: string
  readonly settle: () => Promise<unknown>
}

/** Opens a new order in the form again: one that was refused, or with `null` one that was taken back. On screens that have the form. */
export type ChangeOrder = (payload: CommandPayload<'order.create'>, refusal: Refusal | null) => void

export const ChangeOrderContext = createContext<ChangeOrder | null>(null)

export function useChangeOrder(): ChangeOrder | null {
  return useContext(ChangeOrderContext)
}
