import { useHost, useSettings, type WebSession } from '../host'
import { AccountMenu } from './AccountMenu'
import { useSignOut } from './use-sign-out'

/** The account menu of a station in a browser; a desktop station has a key and no person. */
export function StationAccount() {
  const { session } = useHost()
  return session && <Account session={session} />
}

function Account({ session }: { readonly session: WebSession }) {
  const { settings, change } = useSettings()
  const { signOut, question } = useSignOut(session)
  return (
    <>
      <AccountMenu
        person={session.person}
        role={session.role}
        language={settings.language}
        theme={settings.theme}
        onLook={(look) => void change(look)}
        onSignOut={signOut}
      />
      {question}
    </>
  )
}
