import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Skeleton } from '@/lib/ui/design/EmptyState'
import type { StationBridge } from '@/preload/contract'
import { UpdateSection } from './UpdateSection'
import { useAnswer } from './use-desktop'

/** What runs here, and what a person should know about this machine. */
export function AboutTab({ bridge }: { readonly bridge: StationBridge }) {
  const { t } = useTranslation()
  const [info] = useAnswer(bridge, 'app:info')
  if (!info) return <Skeleton className="h-32" />
  const rows = [
    [t('settings.version'), info.version],
    [t('settings.runtime'), `${info.runtime} · ${info.platform}`],
    // Where it is worth a warning, that says it.
    ...(info.secretStorage === 'os' ? [[t('settings.secrets'), t('settings.secretsOs')] as const] : []),
  ] as const
  return (
    <>
      {info.settingsRecovered && <Banner tone="warn" title={t('settings.settingsRecovered')} />}
      {info.secretStorage === 'file' && (
        <Banner tone="warn" title={t('settings.secrets')}>
          {t('settings.secretsFile')}
        </Banner>
      )}
      <dl className="tabular">
        {rows.map(([name, value]) => (
          <div key={name} className="flex gap-6 border-line border-b py-3">
            <dt className="w-40 shrink-0 text-ink-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <UpdateSection bridge={bridge} />
    </>
  )
}
