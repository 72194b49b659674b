'use client'

import { useState } from 'react'
import { AccountMenu } from '@/renderer/frame/AccountMenu'
import { forgetStation } from '@/renderer/hosts/kept-station'
import { useLook } from './look'
import { useSite } from './site'

/** The account menu of the live pages. */
export function LiveAccount() {
  const { language, theme, change } = useLook()
  const { role, person, name } = useSite()
  const [leaving, setLeaving] = useState(false)
  const signOut = async () => {
    setLeaving(true)
    await fetch('/api/users/logout', { method: 'POST' }).catch(() => undefined)
    await forgetStation()
    location.assign('/station/sign-in?to=/dashboard')
  }
  return (
    <AccountMenu
      person={{ name: person, site: name }}
      role={role}
      language={language}
      theme={theme}
      onLook={change}
      leaving={leaving}
      onSignOut={() => void signOut()}
    />
  )
}
