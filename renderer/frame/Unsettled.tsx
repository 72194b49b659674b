import { CircleAlert, CloudUpload } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { Count } from '@/lib/ui/design/StateChip'
import { useConcerns, useRefusedCommands, useStatus, useToGiveBack, useWaitingCommands } from '../store/use-station'
import { ConcernAction } from './ConcernAction'
import { MoneyToGiveBack } from './MoneyToGiveBack'
import { RefusedAction } from './RefusedAction'
import { WaitingAction } from './WaitingAction'

/**
 * What was done here and is not settled: what waits for the server, and what the server refused and a person must decide
 * on. In sight on every screen that people work at; nothing while all is settled.
 */
export function Unsettled() {
  const { t } = useTranslation()
  const refused = useRefusedCommands()
  const waiting = useWaitingCommands()
  const { pendingCommands, commandsKept } = useStatus()
  const elsewhere = Math.max(0, pendingCommands - waiting.length)
  const concerns = useConcerns()
  const toGiveBack = useToGiveBack()
  const needed = refused.length + concerns.length + toGiveBack.length
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      {needed > 0 && (
        <Button
          look="quiet"
          icon={CircleAlert}
          className="shrink-0 !bg-bad-soft !text-bad max-md:!px-2"
          onPress={() => setOpen(true)}
        >
          <span className="max-md:sr-only">{t('attention.open', { count: needed })}</span>
          <span aria-hidden className="tabular md:hidden">
            {needed}
          </span>
        </Button>
      )}
      {pendingCommands > 0 && (
        <Button
          look="quiet"
          icon={CloudUpload}
          className="shrink-0 !bg-warn-soft !text-warn max-md:!px-2"
          onPress={() => setOpen(true)}
        >
          <span className="tabular whitespace-nowrap max-2xl:sr-only">
            {t('fresh.pending', { count: pendingCommands })}
          </span>
          <span aria-hidden className="tabular 2xl:hidden">
            {pendingCommands}
          </span>
        </Button>
      )}
      <Dialog
        shape="wide"
        open={open}
        onClose={close}
        closeLabel={t('app.close')}
        title={t(needed > 0 || pendingCommands === 0 ? 'attention.title' : 'attention.waitingTitle')}
      >
        <div className="flex flex-col gap-6">
          {needed === 0 && pendingCommands === 0 && <p className="text-ink-soft">{t('attention.settled')}</p>}
          {refused.length > 0 && (
            <section className="flex flex-col gap-3">
              <p className="text-ink-soft">{t('attention.hint')}</p>
              <ul className="flex flex-col gap-3">
                {refused.map((each, place) => (
                  <RefusedAction key={each.command.id} refused={each} place={place} onLeave={close} />
                ))}
              </ul>
            </section>
          )}
          {concerns.length > 0 && (
            <section className="flex flex-col gap-3">
              <h3 className="flex items-center gap-2 font-semibold">
                {t('attention.concernsTitle')}
                <Count tone="bad">{concerns.length}</Count>
              </h3>
              <ul className="flex flex-col gap-3">
                {concerns.map((concern, place) => (
                  <ConcernAction
                    key={concern.concernId}
                    concern={concern}
                    place={refused.length + place}
                    onLeave={close}
                  />
                ))}
              </ul>
            </section>
          )}
          {toGiveBack.length > 0 && (
            <section className="flex flex-col gap-3">
              <p className="text-ink-soft">{t('attention.giveBackHint')}</p>
              <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
                {toGiveBack.map((orderID) => (
                  <MoneyToGiveBack key={orderID} orderID={orderID} onOpenOrder={close} />
                ))}
              </ul>
            </section>
          )}
          {pendingCommands > 0 && (
            <section className="flex flex-col gap-3">
              {needed > 0 && (
                <h3 className="flex items-center gap-2 font-semibold">
                  {t('attention.waitingTitle')}
                  <Count tone="warn">{pendingCommands}</Count>
                </h3>
              )}
              <p className="text-ink-soft">
                {t(commandsKept === 'memory' ? 'outbox.memory' : 'attention.waitingHint')}
              </p>
              {waiting.length > 0 && (
                <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
                  {waiting.map((command) => (
                    <WaitingAction key={command.id} command={command} onLeave={close} />
                  ))}
                </ul>
              )}
              {elsewhere > 0 && <p className="text-ink-soft">{t('attention.elsewhere', { count: elsewhere })}</p>}
            </section>
          )}
        </div>
      </Dialog>
    </>
  )
}
