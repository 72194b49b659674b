import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { TextField } from '@/lib/ui/design/Field'
import { type StationBridge, serverUrlSchema } from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'

export interface ServerStepProps {
  readonly bridge: StationBridge
  readonly serverUrl: string
  readonly pairingKey: string
  readonly onChange: (part: { readonly serverUrl?: string; readonly pairingKey?: string }) => void
}

/** Address and key of a server elsewhere, tried before they are kept. */
export function ServerStep({ bridge, serverUrl, pairingKey, onChange }: ServerStepProps) {
  const { t } = useTranslation()
  const reason = useStationReason()
  const [result, setResult] = useState<'checked' | 'checking' | { readonly failed: string } | null>(null)
  const badAddress = serverUrl !== '' && !serverUrlSchema.safeParse(serverUrl).success
  const check = async () => {
    setResult('checking')
    try {
      await bridge.request('setup:check', { serverUrl, pairingKey })
      setResult('checked')
    } catch (error) {
      setResult({ failed: reason(error) })
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('setup.address')}
        description={t('setup.addressHint')}
        type="url"
        value={serverUrl}
        error={badAddress ? t('setup.badAddress') : null}
        onChange={(text) => {
          onChange({ serverUrl: text.trim() })
          setResult(null)
        }}
      />
      <TextField
        label={t('setup.key')}
        description={t('setup.keyHint')}
        type="password"
        autoComplete="off"
        value={pairingKey}
        onChange={(text) => {
          onChange({ pairingKey: text })
          setResult(null)
        }}
      />
      <Button
        className="self-start"
        isPending={result === 'checking'}
        isDisabled={badAddress || serverUrl === '' || pairingKey.trim().length < 8}
        onPress={() => void check()}
      >
        {t('setup.check')}
      </Button>
      {result === 'checked' && <Banner tone="info" title={t('setup.checked')} />}
      {result !== null && typeof result === 'object' && <Banner urgent tone="bad" title={result.failed} />}
    </div>
  )
}
