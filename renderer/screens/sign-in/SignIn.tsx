import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { TextField } from '@/lib/ui/design/Field'
import { Mark } from '@/lib/ui/design/Mark'

const LINK = 'min-target flex items-center rounded-md px-3 text-ink-soft underline underline-offset-4'

type Failure = 'wrong' | 'locked' | 'unknownOrigin' | 'unreachable'

/** Staff sign in by name, with the account of the admin panel. */
export function SignIn({
  onSignedIn,
  usedLink = false,
}: {
  readonly onSignedIn: () => void
  /** Came by a one-time link that is worth nothing any more. */
  readonly usedLink?: boolean
}) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const failed = await signIn(email.trim(), password)
    setFailure(failed)
    setBusy(false)
    if (failed === null) onSignedIn()
  }
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-6">
      <header className="flex flex-col items-center gap-2 text-center">
        <span className="[&>svg]:size-10">
          <Mark />
        </span>
        <h1 className="font-semibold text-2xl">{t('signIn.title')}</h1>
        <p className="text-ink-soft">{t('signIn.text')}</p>
      </header>
      <form
        method="post"
        onSubmit={(event) => void submit(event)}
        className="flex w-full max-w-sm flex-col gap-4 rounded-lg border border-line bg-surface p-6 shadow-card"
      >
        {usedLink && failure === null && (
          <Banner tone="warn" title={t('signIn.usedLink')}>
            {t('signIn.usedLinkHint')}
          </Banner>
        )}
        {failure && (
          <Banner urgent tone="bad" title={t(`signIn.${failure}`, { origin: location.origin })}>
            {failure === 'wrong' && t('signIn.forgotten')}
          </Banner>
        )}
        <TextField
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button look="primary" size="large" type="submit" isPending={busy}>
          {t('signIn.submit')}
        </Button>
      </form>
      <nav className="flex flex-wrap justify-center gap-x-4">
        <a href="/admin" className={LINK}>
          {t('signIn.adminPanel')}
        </a>
        <a href="/help" className={LINK}>
          {t('web.help')}
        </a>
      </nav>
    </main>
  )
}

/** `null` when it worked. */
async function signIn(email: string, password: string): Promise<Failure | null> {
  try {
    const answer = await fetch('/api/users/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (answer.ok) return null
    if (answer.status === 429) return 'locked'
    if (answer.status === 403 && (await answer.text()).includes('unknown_origin')) return 'unknownOrigin'
    return answer.status >= 500 ? 'unreachable' : 'wrong'
  } catch {
    return 'unreachable'
  }
}
