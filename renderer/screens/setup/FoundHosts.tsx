import { RefreshCw } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import type { FoundHost, StationBridge } from '@/preload/contract'

export interface FoundHostsProps {
  readonly bridge: StationBridge
  /** The address as it is typed or chosen. */
  readonly address: string
  readonly onChoose: (url: string) => void
}

/** Servers that answer in this network, to be chosen in place of typing an address. */
export function FoundHosts({ bridge, address, onChoose }: FoundHostsProps) {
  const { t } = useTranslation()
  const [hosts, setHosts] = useState<readonly FoundHost[]>([])
  const [looking, setLooking] = useState(true)
  const look = useCallback(async () => {
    setLooking(true)
    // Nothing hangs on it: an address can be typed.
    setHosts(await bridge.request('setup:find').catch(() => []))
    setLooking(false)
  }, [bridge])
  useEffect(() => void look(), [look])
  return (
    <div className="flex flex-col gap-2">
      {hosts.length > 0 && (
        <Choice
          label={t('setup.found')}
          value={hosts.some(({ url }) => url === address) ? address : null}
          onChange={onChoose}
          className="!flex-col"
          optionClassName="!justify-start !text-start py-2.5"
          options={hosts.map((host) => ({ value: host.url, label: nameOf(host), content: <Host {...host} /> }))}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className="text-ink-soft text-sm empty:sr-only">
          {looking ? t('setup.finding') : hosts.length === 0 && t('setup.foundNone')}
        </p>
        {!looking && (
          <Button look="quiet" icon={RefreshCw} className="-ms-3" onPress={() => void look()}>
            {t('setup.findAgain')}
          </Button>
        )}
      </div>
    </div>
  )

  function nameOf({ name, url }: FoundHost): string {
    return `${name ?? t('setup.foundUnnamed')}, ${new URL(url).host}`
  }
}

function Host({ name, url, newer }: FoundHost) {
  const { t } = useTranslation()
  return (
    <span className="flex min-w-0 flex-col">
      <bdi className="break-words font-semibold text-ink">{name ?? t('setup.foundUnnamed')}</bdi>
      <span className="tabular break-all font-normal text-ink-soft text-sm">
        {new URL(url).host}
        {newer && <span className="text-warn"> · {t('setup.foundNewer')}</span>}
      </span>
    </span>
  )
}
