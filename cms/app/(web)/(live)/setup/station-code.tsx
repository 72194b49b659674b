'use client'

import { CircleCheck, LoaderCircle, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pairingText } from '@/lib/domain/pairing'
import { useNow } from '@/lib/ui/clock'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { StateChip } from '@/lib/ui/design/StateChip'
import { QrCode } from '@/renderer/frame/QrCode'
import { useLiveFormat } from '../live/look'
import { useLookAgain } from './use-look-again'

interface StationCodeProps {
  readonly code: string
  /** ISO 8601. */
  readonly expiresAt: string
  /** Where the new machine reaches this server, the likeliest first. */
  readonly addresses: readonly string[]
  /** Of the key with which the server at these addresses speaks TLS. */
  readonly fingerprint: string | null
  /** How far the new machine is: it has its key, or it has come and chooses what it is for. */
  readonly state: 'waiting' | 'choosing' | 'paired'
  readonly onAgain: () => void
}

/** What is read out to the new machine, or scanned by it, until it has come. */
export function StationCode({ code, expiresAt, addresses, fingerprint, state, onAgain }: StationCodeProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const now = useNow(1_000)
  const over = Date.parse(expiresAt) <= now
  useLookAgain(state !== 'paired' && !over)
  if (state === 'paired') {
    return (
      <StateChip tone="good" icon={CircleCheck} large>
        {t('siteSetup.station.paired')}
      </StateChip>
    )
  }
  if (over) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-ink-soft">{t(`siteSetup.station.${state === 'choosing' ? 'overChoosing' : 'over'}`)}</p>
        <Button icon={RefreshCw} onPress={onAgain}>
          {t('siteSetup.station.again')}
        </Button>
      </div>
    )
  }
  if (state === 'choosing') return <Banner tone="info" icon={LoaderCircle} title={t('siteSetup.station.choosing')} />
  const [address] = addresses
  return (
    <div className="flex flex-wrap items-start gap-5 rounded-md bg-sunken p-4">
      {address && (
        <QrCode
          text={pairingText({ address, code, fingerprint })}
          label={t('siteSetup.station.picture')}
          className="size-36 rounded-md"
        />
      )}
      <div className="flex min-w-0 grow basis-48 flex-col gap-2">
        <p className="text-ink-soft text-sm">{t('siteSetup.station.how')}</p>
        {address ? (
          <ul className="break-all font-medium">
            {addresses.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        ) : (
          <p className="font-medium text-warn">{t('siteSetup.station.alone', { setting: 'AX_HOST=0.0.0.0' })}</p>
        )}
        <output className="tabular font-semibold text-3xl tracking-wider">
          {code.slice(0, 3)} {code.slice(3)}
        </output>
        <p className="text-ink-soft text-sm">{t('siteSetup.station.until', { time: format.time(expiresAt) })}</p>
      </div>
    </div>
  )
}
