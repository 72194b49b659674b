import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pairingCodeSchema, readPairingText } from '@/lib/domain/pairing'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { TextField } from '@/lib/ui/design/Field'
import { type StationBridge, serverUrlSchema, type TakenMachine } from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'
import { FoundHosts } from './FoundHosts'
import { PairedBanner } from './PairedBanner'

/** How this machine is known to the server: by an administrator's code, or by a key that was made there. */
export interface ServerAnswers {
  readonly serverUrl: string
  readonly pairingKey: string
  /** What its code was good for; `null` until it was taken. */
  readonly taken: TakenMachine | null
  /** The code left open what this machine is for. */
  readonly wasOpen: boolean
}

/** As people say an address, and as the list of servers shows it: a name or number, and a port. */
const BARE = /^([a-z\d.-]+|\[[a-f\d:]+\])(:\d+)?\/?$/i

const withScheme = (address: string): string => (BARE.test(address) ? `http://${address}` : address)

export interface ServerStepProps extends ServerAnswers {
  readonly bridge: StationBridge
  readonly onChange: (part: Partial<ServerAnswers>) => void
}

/** Address of a server elsewhere, and the code or key for it, tried before they are kept. */
export function ServerStep({ bridge, serverUrl, pairingKey, taken, onChange }: ServerStepProps) {
  const { t } = useTranslation()
  const reason = useStationReason()
  const [by, setBy] = useState<'code' | 'key'>(pairingKey === '' ? 'code' : 'key')
  const [code, setCode] = useState('')
  /** The address as it was typed. */
  const [typed, setTyped] = useState('')
  /** Of the server's key, where a picture was read. */
  const [fingerprint, setFingerprint] = useState<string | null>(null)
  const [result, setResult] = useState<'checked' | 'checking' | { readonly failed: string } | null>(null)
  const isChecking = result === 'checking'
  const badAddress = serverUrl !== '' && !serverUrlSchema.safeParse(serverUrl).success
  const edit = (part: Partial<ServerAnswers>) => {
    onChange({ ...part, taken: null })
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
      const taken = await bridge.request('setup:pair', { serverUrl, code, fingerprint })
      // The key is told for the address as it is kept.
      onChange({ taken, wasOpen: !('name' in taken), serverUrl: taken.serverUrl })
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
        value={withScheme(typed) === serverUrl ? typed : serverUrl}
        error={badAddress ? t('setup.badAddress') : null}
        onChange={(text) => {
          // A scanner types both at once.
          const scanned = readPairingText(text)
          if (scanned) {
            setBy('code')
            setCode(scanned.code)
          }
          const address = scanned?.address ?? text.trim()
          setTyped(address)
          chooseAddress(withScheme(address), scanned?.fingerprint)
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
      {!taken && (
        <Button
          className="self-start"
          // By a code it is gone once that is taken: a pending button would be announced by a label that is no longer there.
          isPending={isChecking && by === 'key'}
          isDisabled={
            noAddress ||
            (by === 'code' ? isChecking || !pairingCodeSchema.safeParse(code).success : pairingKey.trim().length < 8)
          }
          onPress={() => void (by === 'code' ? pair() : check())}
        >
          {t(by === 'code' ? 'setup.pair' : 'setup.check')}
        </Button>
      )}
      {taken && ('name' in taken ? <PairedBanner {...taken} /> : <Banner tone="info" title={t('setup.codeTaken')} />)}
      {result === 'checked' && !taken && <Banner tone="info" title={t('setup.checked')} />}
      {result !== null && typeof result === 'object' && <Banner urgent tone="bad" title={result.failed} />}
    </div>
  )
}
