import { createContext, useContext } from 'react'
import type { Member } from '@/lib/domain'

export interface Who {
  /** The site wants to know who stands here. */
  readonly asks: boolean
  /** Who said that it is them; `null` where nobody was asked, or could say. */
  readonly person: Member | null
  /** Asks who it is now. */
  readonly change: () => void
}

export const WhoContext = createContext<Who>({ asks: false, person: null, change: () => {} })

/** Who stands at this station. */
export const useWho = (): Who => useContext(WhoContext)
