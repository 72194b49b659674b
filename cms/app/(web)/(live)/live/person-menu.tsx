'use client'

import { useState } from 'react'
import { AccountMenu, type AccountMenuProps } from '@/renderer/frame/AccountMenu'
import { forgetStation } from '@/renderer/hosts/kept-station'
import { useLook } from './look'

type PersonMenuProps = Pick<AccountMenuProps, 'person' | 'role' | 'severalSites'> & {
  /** Where the next sign-in leads. */
  readonly back: string
}

/** The account menu of the server's own pages. */
export function PersonMenu({ back, ...menu }: PersonMenuProps) {
  const { language, theme, change } = useLook()
  const [leaving, setLeaving] = useState(false)
  const signOut = async () => {
    setLeaving(true)
    await fetch('/api/users/logout', { method: 'POST' }).catch(() => undefined)
    await forgetStation()
    location.assign(`/station/sign-in?to=${back}`)
  }
  return (
    <AccountMenu
      {...menu}
      language={language}
      theme={theme}
      onLook={change}
      leaving={leaving}
      onSignOut={() => void signOut()}
    />
  )
}
