'use client'

import { Download, Eraser } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bareText, dialled } from '@/lib/domain/rules/bare-text'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { QuestionDialog } from '@/lib/ui/design/QuestionDialog'
import { Card } from '../live/card'
import { useLiveFormat } from '../live/look'
import { type Erasure, erase, type Kept, type Person } from './ask-server'

interface KeptOfOneProps {
  readonly person: Person
  readonly kept: Kept
  readonly onLookUp: (other: Person) => void
  readonly onErased: (erasure: Erasure) => void
}

const COUNTED = ['orders', 'jobs', 'payments', 'events', 'concerns', 'customers', 'vehicles'] as const

/** All of one person: how much it is, a file of it, and the end of it. */
export function KeptOfOne({ person, kept, onLookUp, onErased }: KeptOfOneProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const [asking, setAsking] = useState(false)
  const { counts, underWay, plates, phones, names, accounts } = kept
  const isKnown = counts.orders + counts.customers + counts.vehicles + counts.concerns > 0
  if (!isKnown) {
    return (
      <Card title={person.value}>
        <p className="text-ink-soft">{t('kept.nothing')}</p>
      </Card>
    )
  }
  const others: readonly Person[] = [
    ...plates.map((value): Person => ({ site: person.site, by: 'plate', value })),
    ...phones.map((value): Person => ({ site: person.site, by: 'phone', value })),
  ].filter((other) => other.by !== person.by || bare(other) !== bare(person))
  return (
    <Card title={[person.value, ...names].join(' · ')}>
      <div className="flex flex-col gap-4">
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          {COUNTED.filter((kind) => counts[kind] > 0).map((kind) => (
            <div key={kind}>
              <dt className="text-ink-soft text-sm">{t(`kept.count.${kind}`)}</dt>
              <dd className="tabular font-semibold text-lg">{format.number(counts[kind])}</dd>
            </div>
          ))}
        </dl>
        {others.length > 0 && (
          <div>
            <p className="mb-2 text-ink-soft text-sm">{t('kept.beside')}</p>
            <ul className="flex flex-wrap gap-2">
              {others.map((other) => (
                <li key={`${other.by} ${other.value}`}>
                  <Button onPress={() => onLookUp(other)}>{other.value}</Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        {underWay.length > 0 && <Banner tone="warn" title={t('kept.stays', { orders: underWay.join(', ') })} />}
        {accounts.length > 0 && <Banner tone="warn" title={t('kept.account', { accounts: accounts.join(', ') })} />}
        <div className="flex flex-wrap gap-3">
          <Button icon={Download} onPress={() => save(kept.everything)}>
            {t('kept.save')}
          </Button>
          <Button look="danger" icon={Eraser} onPress={() => setAsking(true)}>
            {t('kept.eraseAsk')}
          </Button>
        </div>
      </div>
      {asking && <EraseDialog person={person} onClose={() => setAsking(false)} onErased={onErased} />}
    </Card>
  )
}

const bare = ({ by, value }: Pick<Person, 'by' | 'value'>) => (by === 'phone' ? dialled(value) : bareText(value))

/** To the downloads of this browser, laid out to be read. */
function save(everything: Kept['everything']): void {
  const file = new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'personal-data.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
}

type EraseDialogProps = Pick<KeptOfOneProps, 'person' | 'onErased'> & { readonly onClose: () => void }

function EraseDialog({ person, onClose, onErased }: EraseDialogProps) {
  const { t } = useTranslation()
  const [state, setState] = useState<'idle' | 'erasing' | 'failed'>('idle')
  const confirm = async () => {
    setState('erasing')
    try {
      onErased(await erase(person))
    } catch {
      setState('failed')
    }
  }
  return (
    <QuestionDialog
      title={t('kept.eraseTitle', { person: person.value })}
      confirm={t('kept.erase')}
      look="danger"
      isReady={state !== 'erasing'}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t('kept.eraseText')}</p>
      <p className="text-ink-soft">{t('kept.eraseMoney')}</p>
      {state === 'failed' && <Banner tone="bad" urgent title={t('signIn.unreachable')} />}
    </QuestionDialog>
  )
}
