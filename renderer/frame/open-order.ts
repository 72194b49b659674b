import { createContext, useContext } from 'react'

/** Opens an order's page, on screens that have one. */
export const OpenOrderContext = createContext<((orderID: string) => void) | null>(null)

export function useOpenOrder(): ((orderID: string) => void) | null {
  return useContext(OpenOrderContext)
}
