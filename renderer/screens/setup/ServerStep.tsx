import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pairingCodeSchema, readPairingText } from '@/lib/domain/pairing'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { TextField } from '@/lib/ui/design/Field'
import { type PairedMachine, type StationBridge, serverUrlSchema } from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'
import { FoundHosts } from './FoundHosts'

/** How this machine is known to the server: by an administrator's code, or by a key that was made there. */
export interface ServerAnswers {
  readonly serverUrl: string
  readonly pairingKey: string
  /** What the administrator chose for this machine; `null` until its code was taken. */
  readonly paired: PairedMachine | null
}

export interface ServerStepProps extends ServerAnswers {
  readonly bridge: StationBridge
  readonly onChange: (part: Partial<ServerAnswers>) => void
}

/** Address of a server elsewhere, and the code or key for it, tried before they are kept. */
export function ServerStep({ bridge, serverUrl, pairingKey, paired, onChange }: ServerStepProps) {
  const { t } = useTranslation()
  const reason = useStationReason()
  const [by, setBy] = useState<'code' | 'key'>(pairingKey === '' ? 'code' : 'key')
  const [code, setCode] = useState('')
  /** Of the server's key, where a picture was read. */
  const [fingerprint, setFingerprint] = useState<string | null>(null)
  const [result, setResult] = useState<'checked' | 'checking' | { readonly failed: string } | null>(null)
  const badAddress = serverUrl !== '' && !serverUrlSchema.safeParse(serverUrl).success
  const edit = (part: Partial<ServerAnswers>) => {
    onChange({ ...part, paired: null })
    setResult(null)
  }
  const chooseAddress = (address: string, known: string | null = null) => {
    setFingerprint(known)
    edit({ serverUrl: address })
  }
  const ask = async (asking: () => Promise<unknown>) => {
    setResult('checking')
    try {
      await asking()
      setResult('checked')
    } catch (error) {
      setResult({ failed: reason(error) })
    }
  }
  const pair = () =>
    ask(async () => {
      const paired = await bridge.request('setup:pair', { serverUrl, code, fingerprint })
      // The key is told for the address as it is kept.
      onChange({ paired, serverUrl: paired.serverUrl })
      setCode('')
    })
  const check = () => ask(() => bridge.request('setup:check', { serverUrl, pairingKey }))
  const noAddress = badAddress || serverUrl === ''
  return (
    <div className="flex flex-col gap-4">
      <FoundHosts bridge={bridge} address={serverUrl} onChoose={(url) => chooseAddress(url)} />
      <TextField
        label={t('setup.address')}
        description={t('setup.addressHint')}
        type="url"
        value={serverUrl}
        error={badAddress ? t('setup.badAddress') : null}
        onChange={(text) => {
          // A scanner types both at once.
          const scanned = readPairingText(text)
          if (scanned) {
            setBy('code')
            setCode(scanned.code)
          }
          chooseAddress(scanned?.address ?? text.trim(), scanned?.fingerprint)
        }}
      />
      <Choice
        label={t('setup.by')}
        value={by}
        options={[
          { value: 'code', label: t('setup.byCode') },
          { value: 'key', label: t('setup.byKey') },
        ]}
        onChange={(next) => {
          setBy(next)
          edit({ pairingKey: '' })
        }}
      />
      {by === 'code' ? (
        <TextField
          label={t('setup.code')}
          description={t('setup.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          inputClassName="tabular text-xl tracking-widest"
          value={code}
          onChange={(text) => {
            setCode(text.replaceAll(/\D/g, '').slice(0, 6))
            edit({})
          }}
        />
      ) : (
        <TextField
          label={t('setup.key')}
          description={t('setup.keyHint')}
          type="password"
          autoComplete="off"
          value={pairingKey}
          onChange={(text) => edit({ pairingKey: text })}
        />
      )}
      {!paired && (
        <Button
          className="self-start"
          isPending={result === 'checking'}
          isDisabled={
            noAddress || (by === 'code' ? !pairingCodeSchema.safeParse(code).success : pairingKey.trim().length < 8)
          }
          onPress={() => void (by === 'code' ? pair() : check())}
        >
          {t(by === 'code' ? 'setup.pair' : 'setup.check')}
        </Button>
      )}
      {paired && (
        <Banner tone="info" title={t('setup.paired', { name: paired.name })}>
          {t(`role.${paired.role}`)}
          {paired.bay && ` · ${paired.bay}`}
          {paired.isPinned && <span className="block">{t('setup.pinned')}</span>}
        </Banner>
      )}
      {result === 'checked' && !paired && <Banner tone="info" title={t('setup.checked')} />}
      {result !== null && typeof result === 'object' && <Banner urgent tone="bad" title={result.failed} />}
    </div>
  )
}
