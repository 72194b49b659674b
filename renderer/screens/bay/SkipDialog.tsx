import { useTranslation } from 'react-i18next'
import { type JobStep, SKIP_REASONS } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { nameIn } from '@/lib/ui/words/names'

export interface SkipDialogProps {
  /** The step to skip; closed while `null`. */
  readonly step: JobStep | null
  readonly onClose: () => void
  readonly onSkip: (reason: (typeof SKIP_REASONS)[number]) => void
}

/** Why a step is left out: chosen with one tap, never typed. */
export function SkipDialog({ step, onClose, onSkip }: SkipDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={step !== null}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('bay.skipTitle', { step: nameIn(t, step?.name) })}
    >
      <div className="flex flex-col gap-3">
        {SKIP_REASONS.map((reason) => (
          <Button key={reason} size="large" className="!h-16 !justify-start text-start" onPress={() => onSkip(reason)}>
            {t(`skipReason.${reason}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
