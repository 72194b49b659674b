import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type StationBridge, serverUrlSchema } from '@/preload/contract'
import { Banner } from '../../design/Banner'
import { Button } from '../../design/Button'
import { TextField } from '../../design/Field'
import { readBridgeError } from '../settings/error-code'

export interface ServerStepProps {
  readonly bridge: StationBridge
  readonly serverUrl: string
  readonly pairingKey: string
  readonly onChange: (part: { readonly serverUrl?: string; readonly pairingKey?: string }) => void
}

const KNOWN = ['unreachable', 'not_a_server', 'unauthorized'] as const

/** Address and key of a server elsewhere, tried before they are kept. */
export function ServerStep({ bridge, serverUrl, pairingKey, onChange }: ServerStepProps) {
  const { t } = useTranslation()
  const [result, setResult] = useState<'checked' | 'checking' | { readonly failed: string } | null>(null)
  const badAddress = serverUrl !== '' && !serverUrlSchema.safeParse(serverUrl).success
  const check = async () => {
    setResult('checking')
    try {
      await bridge.request('setup:check', { serverUrl, pairingKey })
      setResult('checked')
    } catch (error) {
      const { code, message } = readBridgeError(error)
      const known = KNOWN.find((entry) => entry === code)
      setResult({ failed: known ? t(`setup.${known}`) : message })
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
