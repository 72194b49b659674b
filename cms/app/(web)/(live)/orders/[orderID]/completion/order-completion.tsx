'use client'

import { CircleCheck, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { jobElapsedMs, jobTargetMs, toPay } from '@/lib/domain'
import { useWashingBaySync } from '@/lib/sync'
import { Money, Spoken, Time } from '../../../live/figures'
import { useLiveFormat } from '../../../live/look'
import { useShownOrder } from '../order-context'
import { OrderLines } from '../order-lines'

/** A finished order looked over: when, how long it took, and whether it is paid. */
export function OrderCompletion() {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { order } = useShownOrder()
  const { jobs } = useWashingBaySync()
  const done = order.stage === 'completed'
  const due = toPay(order)
  const job = jobs.find(({ orderID, finishedAt }) => orderID === order.orderID && finishedAt !== null)
  const Icon = done ? CircleCheck : Hourglass
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <section className="rounded-lg border border-line bg-surface p-5 shadow-card">
        <div className="flex items-center gap-3">
          <Icon aria-hidden className={done ? 'size-8 shrink-0 text-good' : 'size-8 shrink-0 text-ink-faint'} />
          <div>
            <h2 className="font-semibold text-lg">{done ? t('live.order.done') : t('live.order.notDone')}</h2>
            <p className="text-ink-soft">{done ? t('live.order.doneHint') : t('live.order.notDoneHint')}</p>
          </div>
        </div>
        <dl className="mt-4 divide-y divide-line">
          {done && (
            <Fact label={t('live.order.finishedAt')}>
              <Time at={order.stageSince} />
            </Fact>
          )}
          {job?.startedAt && (
            <Fact label={t('live.order.washTime')}>
              <Spoken>
                {t('live.order.ofTarget', {
                  time: format.age(jobElapsedMs(job, Date.parse(job.finishedAt ?? job.updatedAt))),
                  target: format.age(jobTargetMs(job)),
                })}
              </Spoken>
            </Fact>
          )}
          <Fact label={t('order.paid')}>
            <Money sen={order.paidAmount} currency={order.currency} />
          </Fact>
          {due > 0 && (
            <Fact label={t('order.due')}>
              <Money sen={due} currency={order.currency} className="font-semibold text-warn" />
            </Fact>
          )}
        </dl>
      </section>
      <OrderLines order={order} />
    </div>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="tabular text-end">{children}</dd>
    </div>
  )
}
