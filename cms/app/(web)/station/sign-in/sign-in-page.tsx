'use client'

import type { ComponentProps } from 'react'
import { Shell } from '@/renderer/app/Shell'
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
  return (
    <Shell language={settings.language} theme={settings.theme} screen="cashier">
      <SignIn usedLink={usedLink} onSignedIn={() => location.assign(next)} />
    </Shell>
  )
}
