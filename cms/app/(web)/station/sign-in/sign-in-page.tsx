'use client'

import type { ComponentProps } from 'react'
import { Shell } from '@/renderer/app/Shell'
import { SignIn } from '@/renderer/screens/sign-in/SignIn'

export function SignInPage({
  settings,
}: {
  readonly settings: Pick<ComponentProps<typeof Shell>, 'language' | 'theme'>
}) {
  return (
    <Shell language={settings.language} theme={settings.theme} screen="cashier">
      <SignIn onSignedIn={() => location.assign('/station')} />
    </Shell>
  )
}
