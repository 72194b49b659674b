import { createContext, useContext } from 'react'

/** The pages of a station: its role's screen, and the settings over it. */
export type Page = 'screen' | 'settings'

export const NavigationContext = createContext<(page: Page) => void>(() => {})

export function useNavigate(): (page: Page) => void {
  return useContext(NavigationContext)
}
