import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BAY_REASONS, type SeenBay } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { BAY_LOOKS } from '@/lib/ui/words/states'
import { useSetBayStatus } from './BayBar'

/** A bay that takes no car: why, and the one tap that opens it again. */
export function BayOut({ bay }: { readonly bay: SeenBay }) {
  const { t } = useTranslation()
  const setStatus = useSetBayStatus(bay)
  const cleaning = bay.status === 'cleaning'
  const known = BAY_REASONS.find((reason) => reason === bay.statusReason)
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
        {!cleaning && (known ? `${t(`bayReason.${known}`)}. ` : bay.statusReason && `${bay.statusReason}. `)}
        {cleaning ? t('bay.cleaningText') : t('bay.outText')}
      </EmptyState>
    </div>
  )
}
