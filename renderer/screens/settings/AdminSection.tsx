import { ExternalLink, Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import type { ServerAdmin, ServerState, StationBridge } from '@/preload/contract'
import { useAsk } from './use-desktop'

/** What somebody types elsewhere, each sign by itself. */
const EXACT = 'break-all font-mono [font-variant-ligatures:none]'

interface AdminSectionProps {
  readonly bridge: StationBridge
  /** Whether other machines may connect. */
  readonly shared: boolean
  readonly server: ServerState | null
}

/** As host: how the owner gets into the admin panel, here and from other machines. */
export function AdminSection({ bridge, shared, server }: AdminSectionProps) {
  const { t } = useTranslation()
  const ask = useAsk(bridge)
  const { admin, hasPin } = useAdmin(bridge, `${shared} ${server?.url}`)
  const [shown, setShown] = useState(false)
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t('settings.admin')}</h2>
      <p className="text-ink-soft">{t('settings.adminHint')}</p>
      {hasPin === false && <p>{t('settings.adminNeedsPin')}</p>}
      {admin && (
        <>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 max-md:grid-cols-1">
            <Line name={t('settings.adminEmail')}>
              <span className={EXACT}>{admin.email}</span>
            </Line>
            {admin.password !== '' && (
              <Line name={t('settings.adminPassword')}>
                <span className={EXACT}>{shown ? admin.password : '••••••••••••'}</span>
                <Button icon={shown ? EyeOff : Eye} look="quiet" onPress={() => setShown(!shown)}>
                  {t(shown ? 'settings.adminHide' : 'settings.adminShow')}
                </Button>
              </Line>
            )}
            {admin.networkUrls.length > 0 && (
              <Line name={t('settings.adminNetwork')}>
                <ul>
                  {admin.networkUrls.map((url) => (
                    <li key={url} className={EXACT}>
                      {url}
                    </li>
                  ))}
                </ul>
              </Line>
            )}
          </dl>
          <p className="text-ink-faint text-sm">
            {t(admin.password === '' ? 'settings.adminPasswordLost' : 'settings.adminPasswordHint')}
          </p>
          {!shared && <p className="text-ink-faint text-sm">{t('settings.adminNotShared')}</p>}
          <Button
            className="self-start"
            icon={ExternalLink}
            isDisabled={server?.status !== 'running'}
            onPress={() => void ask('server:openAdmin')}
          >
            {t('settings.adminOpen')}
          </Button>
        </>
      )}
    </section>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft max-md:text-sm">{name}</dt>
      <dd className="tabular flex min-w-0 flex-wrap items-center gap-3">{children}</dd>
    </>
  )
}

/** Asked for again whenever the PIN or `when` changes; a host without a PIN shows nothing of it. */
function useAdmin(bridge: StationBridge, when: string): { admin: ServerAdmin | null; hasPin: boolean | null } {
  const [answer, setAnswer] = useState<{ admin: ServerAdmin | null; hasPin: boolean | null }>({
    admin: null,
    hasPin: null,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `when` asks again
  useEffect(() => {
    let current = true
    const look = async () => {
      const { set, unlocked } = await bridge.request('pin:state')
      const admin = set && unlocked ? await bridge.request('server:admin').catch(() => null) : null
      if (current) setAnswer({ admin, hasPin: set })
    }
    void look()
    const stop = bridge.on('pin:changed', () => void look())
    return () => {
      current = false
      stop()
    }
  }, [bridge, when])
  return answer
}
