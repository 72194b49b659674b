'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Select, type SelectOption, TextField } from '@/lib/ui/design/Field'
import { personSchema } from '../../../../privacy/person'
import { Card, PageTitle } from '../live/card'
import { type Erasure, type Kept, type Person, readKept } from './ask-server'
import { KeptOfOne } from './kept-of-one'

interface KeptOfPeopleProps {
  /** After so many people are erased; 0: never. */
  readonly months: number
  readonly site: string
  /** Those that the administrator may choose among. */
  readonly sites: readonly SelectOption<string>[]
}

/** What is kept of people and for how long; and of one of them all of it, to be given out or erased. */
export function KeptOfPeople({ months, site, sites }: KeptOfPeopleProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const [by, setBy] = useState<Person['by']>('phone')
  const [value, setValue] = useState('')
  const [found, setFound] = useState<{ readonly person: Person; readonly kept: Kept } | null>(null)
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const [erasure, setErasure] = useState<Erasure | null>(null)
  const isNamed = personSchema.safeParse({ by, value }).success
  const lookUp = async (person: Person) => {
    setState('asking')
    setErasure(null)
    setFound(null)
    try {
      setFound({ person, kept: await readKept(person) })
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isNamed && state !== 'asking') void lookUp({ site, by, value: value.trim() })
  }
  const erased = (done: Erasure) => {
    setFound(null)
    setErasure(done)
  }
  return (
    <>
      <PageTitle>{t('kept.title')}</PageTitle>
      {sites.length > 1 && (
        <div className="max-w-sm">
          <Select
            label={t('kept.site')}
            value={site}
            options={sites}
            onChange={(next) => router.replace(`/kept?site=${encodeURIComponent(next)}`)}
          />
        </div>
      )}
      <Card title={t('kept.find')}>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-4">
          <Choice
            label={t('kept.by')}
            value={by}
            options={(['phone', 'plate'] as const).map((way) => ({ value: way, label: t(`kept.${way}`) }))}
            onChange={setBy}
          />
          <div className="min-w-56 grow md:max-w-sm">
            <TextField label={t(`kept.${by}`)} value={value} onChange={setValue} maxLength={32} autoComplete="off" />
          </div>
          <Button look="primary" type="submit" icon={Search} isDisabled={!isNamed || state === 'asking'}>
            {t('kept.lookUp')}
          </Button>
        </form>
        {state === 'failed' && (
          <div className="mt-4">
            <Banner tone="bad" urgent title={t('signIn.unreachable')} />
          </div>
        )}
        {erasure && (
          <div className="mt-4">
            <Banner tone="info" urgent title={t('kept.erased', { count: erasure.orders })}>
              {erasure.underWay.length > 0
                ? t('kept.stays', { orders: erasure.underWay.join(', ') })
                : t('kept.erasedText')}
            </Banner>
          </div>
        )}
      </Card>
      {found && (
        <KeptOfOne
          key={JSON.stringify(found.person)}
          {...found}
          onLookUp={(other) => void lookUp(other)}
          onErased={erased}
        />
      )}
      <Card title={t('kept.what')}>
        <ul className="flex list-disc flex-col gap-1.5 ps-5 text-ink-soft">
          <li>{months > 0 ? t('kept.months', { count: months }) : t('kept.forEver')}</li>
          <li>{t('kept.whatOrders')}</li>
          <li>{t('kept.whatLog')}</li>
          <li>{t('kept.whatNot')}</li>
        </ul>
        <p className="mt-1">
          <a
            href="/admin/collections/tenants"
            className="min-target inline-flex items-center font-medium text-ink underline underline-offset-4"
          >
            {t('kept.setting')}
          </a>
        </p>
      </Card>
    </>
  )
}
