import { Settings } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BAY_REASONS, type SeenBay } from '@/lib/domain'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { Mark } from '@/lib/ui/design/Mark'
import { StateChip } from '@/lib/ui/design/StateChip'
import { BAY_LOOKS } from '@/lib/ui/words/states'
import { Freshness } from '../../frame/Freshness'
import { useNavigate } from '../../frame/navigation'
import { StationAccount } from '../../frame/StationAccount'
import { useAct } from '../../frame/use-act'
import { WhoButton } from '../../frame/who/WhoButton'

const CHOICES = ['available', 'cleaning', 'out_of_service'] as const

/** The bay's name, its own state, and how fresh the screen is. */
export function BayBar({ bay }: { readonly bay: SeenBay }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'status' | 'reason' | null>(null)
  const look = BAY_LOOKS[bay.status]
  const occupied = bay.orderID !== null
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-surface px-5 py-2 max-md:px-3">
      <h1 className="flex items-center gap-3 font-semibold text-xl">
        <Mark />
        {bay.name}
      </h1>
      {occupied ? (
        <StateChip large tone={look.tone} icon={look.icon}>
          {t(`bayStatus.${bay.status}`)}
        </StateChip>
      ) : (
        <Button
          icon={look.icon}
          onPress={() => setAsking('status')}
          aria-label={`${t('bay.status')}: ${t(`bayStatus.${bay.status}`)}`}
        >
          {t(`bayStatus.${bay.status}`)}
        </Button>
      )}
      <div className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-1">
        <Freshness />
        <WhoButton />
        <IconButton icon={Settings} label={t('app.settings')} onPress={() => navigate('settings')} />
        <StationAccount />
      </div>
      <StatusDialog bay={bay} asking={asking} onAsk={setAsking} />
    </header>
  )
}

interface StatusDialogProps {
  readonly bay: SeenBay
  readonly asking: 'status' | 'reason' | null
  readonly onAsk: (asking: 'status' | 'reason' | null) => void
}

function StatusDialog({ bay, asking, onAsk }: StatusDialogProps) {
  const { t } = useTranslation()
  const setStatus = useSetBayStatus(bay)
  return (
    <Dialog
      open={asking !== null}
      onClose={() => onAsk(null)}
      closeLabel={t('app.close')}
      title={asking === 'reason' ? t('bay.reasonTitle') : t('bay.statusTitle', { bay: bay.name })}
    >
      <div className="flex flex-col gap-3">
        {asking === 'status' &&
          CHOICES.filter((status) => status !== bay.status).map((status) => (
            <Button
              key={status}
              size="large"
              icon={BAY_LOOKS[status].icon}
              className="!justify-start text-start"
              onPress={() => {
                if (status === 'out_of_service') return onAsk('reason')
                setStatus(status, null)
                onAsk(null)
              }}
            >
              {t(`bayStatus.${status}`)}
            </Button>
          ))}
        {asking === 'reason' &&
          BAY_REASONS.map((reason) => (
            <Button
              key={reason}
              size="large"
              className="!justify-start text-start"
              onPress={() => {
                setStatus('out_of_service', reason)
                onAsk(null)
              }}
            >
              {t(`bayReason.${reason}`)}
            </Button>
          ))}
      </div>
    </Dialog>
  )
}

/** Sets what the bay is doing, with an undo back to what it was. */
export function useSetBayStatus(bay: SeenBay) {
  const { t } = useTranslation()
  const act = useAct()
  return (status: (typeof CHOICES)[number], reason: (typeof BAY_REASONS)[number] | null) => {
    const before = bay.status === 'occupied' ? 'available' : bay.status
    const beforeReason = BAY_REASONS.find((entry) => entry === bay.statusReason) ?? null
    void act(
      'bay.setStatus',
      { bayId: bay.bayId, status, reason },
      {
        said: t('toast.bayChanged', { bay: bay.name, status: t(`bayStatus.${status}`) }),
        undo: () => void act('bay.setStatus', { bayId: bay.bayId, status: before, reason: beforeReason }),
      },
    )
  }
}
