'use client'

import { type ComponentProps, useEffect } from 'react'
import { Shell } from '@/renderer/app/Shell'
import { forgetStation } from '@/renderer/hosts/kept-station'
import { SignIn } from '@/renderer/screens/sign-in/SignIn'

export function SignInPage({
  settings,
  next,
  usedLink,
}: {
  readonly settings: Pick<ComponentProps<typeof Shell>, 'language' | 'theme'>
  /** Path to go on to. */
  readonly next: string
  /** Came by a one-time link that is worth nothing any more. */
  readonly usedLink: boolean
}) {
  // The server shows this page to those alone who are not signed in: what a session before left here has ended with it.
  useEffect(() => void forgetStation(), [])
  return (
    <Shell language={settings.language} theme={settings.theme} screen="cashier">
      <SignIn usedLink={usedLink} onSignedIn={() => location.assign(next)} />
    </Shell>
  )
}
