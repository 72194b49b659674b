'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../live/card'
import { useLiveFormat } from '../live/look'
import { NEEDED_STEPS, type SetUp, type SetUpStep, type SiteSetUp } from '../read/set-up-steps'
import { BaysForm } from './bays-form'
import { FirstServices } from './first-services'
import { FreeWashForm } from './free-wash-form'
import { PriceGrid } from './price-grid'
import { PrintersList } from './printers-list'
import { SiteForm } from './site-form'
import { StationForm } from './station-form'
import { StepCard } from './step-card'
import { StepsForm } from './steps-form'
import { TaxForm } from './tax-form'
import { WhatsappForm } from './whatsapp-form'
import { WhoForm } from './who-form'

/** Sets a site up from nothing: what is there, what is missing, and the way to each, on one page. */
export function SetUpPage({ setUp }: { readonly setUp: SetUp }) {
  const { t } = useTranslation()
  const { done, site, services, bays, tenantId, people, stations, choices, printers, place } = setUp
  const isDone = (step: SetUpStep) => done.includes(step)
  const withoutSteps = services.filter(({ steps }) => steps.length === 0).map(({ name }) => name)
  const open = NEEDED_STEPS.filter((step) => !isDone(step)).length
  return (
    <>
      <PageTitle
        aside={
          <span className="tabular text-ink-soft">
            {t('siteSetup.progress', { done: NEEDED_STEPS.length - open, all: NEEDED_STEPS.length })}
          </span>
        }
      >
        {t('siteSetup.title')}
      </PageTitle>
      <p className="-mt-3 max-w-3xl text-ink-soft">{t(open === 0 ? 'siteSetup.complete' : 'siteSetup.intro')}</p>
      <Part title={t('siteSetup.needed')} columns="md:grid-cols-2 lg:grid-cols-3">
        <StepCard step="name" done={isDone('name')} now={t('siteSetup.site.hint')} className="lg:col-span-2">
          <SiteForm site={site} />
        </StepCard>
        <StepCard step="tax" done={isDone('tax')} now={<TaxNow {...site} />}>
          <TaxForm site={site} />
        </StepCard>
        <StepCard
          step="prices"
          done={isDone('prices')}
          now={[
            t(`siteSetup.prices.${services.length === 0 ? 'none' : isDone('prices') ? 'hint' : 'starter'}`),
            site.taxOnTop && t('siteSetup.prices.beforeTax'),
          ]
            .filter(Boolean)
            .join(' ')}
          link={{ href: '/admin/collections/services', label: t('siteSetup.go.prices') }}
          className="lg:col-span-3"
        >
          {services.length === 0 ? (
            <FirstServices tenantId={tenantId} />
          ) : (
            <PriceGrid services={services} currency={site.currency} checked={isDone('prices')} />
          )}
        </StepCard>
        <StepCard
          step="steps"
          done={isDone('steps')}
          now={
            withoutSteps.length > 0
              ? t('siteSetup.steps.missing', { services: withoutSteps.join(', ') })
              : t('siteSetup.steps.hint')
          }
          className="lg:col-span-3"
        >
          <StepsForm services={services} />
        </StepCard>
        <StepCard
          step="bays"
          done={isDone('bays')}
          now={t(bays.length > 0 ? 'siteSetup.bays.hint' : 'siteSetup.bays.none')}
          link={{ href: '/admin/collections/bays', label: t('siteSetup.go.bays') }}
          className="lg:col-span-3"
        >
          <BaysForm bays={bays} tenantId={tenantId} />
        </StepCard>
      </Part>
      <Part title={t('siteSetup.further')} columns="md:grid-cols-2 lg:grid-cols-3">
        <StepCard
          step="people"
          done={isDone('people')}
          now={`${t('siteSetup.people.team', { count: people.team })} · ${t('siteSetup.people.accounts', { count: people.accounts })}`}
          link={{ href: '/admin/collections/team', label: t('siteSetup.go.people') }}
        >
          {(people.team > 0 || site.askWho) && <WhoForm site={site} />}
        </StepCard>
        <StepCard
          step="printers"
          done={isDone('printers')}
          now={t('siteSetup.printers.hint')}
          link={{ href: '/help#till', label: t('siteSetup.go.printers') }}
          className="lg:col-span-2"
        >
          <PrintersList stations={printers} />
        </StepCard>
        <StepCard step="whatsapp" done={isDone('whatsapp')} now={t('siteSetup.whatsapp.hint')}>
          <WhatsappForm site={site} />
        </StepCard>
        <StepCard
          step="freeWash"
          done={isDone('freeWash')}
          now={t('siteSetup.freeWash.hint')}
          className="lg:col-span-2"
        >
          <FreeWashForm site={site} services={services} />
        </StepCard>
        <StepCard
          step="station"
          done={isDone('station')}
          now={t('siteSetup.station.now', { count: stations.filter(({ hasKey }) => hasKey).length })}
          link={{ href: '/admin/collections/stations', label: t('siteSetup.go.station') }}
          className="md:col-span-2"
        >
          <StationForm stations={stations} choices={choices} place={place} tenantId={tenantId} />
        </StepCard>
        <StepCard
          step="order"
          done={isDone('order')}
          now={t('siteSetup.order.hint')}
          link={{ href: '/station?role=cashier', label: t('siteSetup.go.order') }}
        />
      </Part>
    </>
  )
}

interface PartProps {
  readonly title: string
  readonly columns: string
  readonly children: ReactNode
}

function Part({ title, columns, children }: PartProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <p aria-hidden className="font-semibold text-ink-soft text-sm">
        {title}
      </p>
      <div className={`grid grid-cols-1 items-stretch gap-4 ${columns}`}>{children}</div>
    </section>
  )
}

function TaxNow({ taxPercent: percent = null, taxOnTop }: Partial<Pick<SiteSetUp, 'taxPercent' | 'taxOnTop'>>) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  if (percent === null) return t('siteSetup.tax.open')
  if (percent === 0) return t('siteSetup.tax.without')
  return t(taxOnTop ? 'siteSetup.tax.added' : 'siteSetup.tax.with', { percent: format.number(percent) })
}
