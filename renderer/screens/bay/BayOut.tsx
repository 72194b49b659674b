import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BAY_REASONS, type SeenBay } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { useFormat } from '@/lib/ui/format/use-format'
import { BAY_LOOKS } from '@/lib/ui/words/states'
import { useSetBayStatus } from './BayBar'

/** A bay that takes no car: why, since when, and the one tap that opens it again. */
export function BayOut({ bay }: { readonly bay: SeenBay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(30_000)
  const setStatus = useSetBayStatus(bay)
  const cleaning = bay.status === 'cleaning'
  const known = BAY_REASONS.find((each) => each === bay.statusReason)
  const reason = !cleaning && (known ? t(`bayReason.${known}`) : bay.statusReason)
  return (
    <div className="flex grow items-center justify-center">
      <EmptyState
        large
        icon={BAY_LOOKS[bay.status].icon}
        title={cleaning ? t('bay.cleaningTitle') : t('bay.outTitle')}
        action={
          <Button look="primary" size="giant" icon={CircleCheck} onPress={() => setStatus('available', null)}>
            {t('bay.backAvailable')}
          </Button>
        }
      >
        {reason && <span className="block font-medium text-ink">{reason}</span>}
        <span className="tabular block">
          {t('app.lasting', {
            time: format.time(bay.updatedAt, now),
            age: format.age(now - Date.parse(bay.updatedAt)),
          })}
        </span>
        <span className="block">{cleaning ? t('bay.cleaningText') : t('bay.outText')}</span>
      </EmptyState>
    </div>
  )
}
