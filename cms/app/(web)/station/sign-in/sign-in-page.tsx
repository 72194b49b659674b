'use client'

import type { ComponentProps } from 'react'
import { Shell } from '@/renderer/app/Shell'
import { SignIn } from '@/renderer/screens/sign-in/SignIn'

export function SignInPage({
  settings,
  next,
}: {
  readonly settings: Pick<ComponentProps<typeof Shell>, 'language' | 'theme'>
  /** Path to go on to. */
  readonly next: string
}) {
  return (
    <Shell language={settings.language} theme={settings.theme} screen="cashier">
      <SignIn onSignedIn={() => location.assign(next)} />
    </Shell>
  )
}
