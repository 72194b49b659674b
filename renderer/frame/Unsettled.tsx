import { CircleAlert, CloudUpload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { Count } from '../design/StateChip'
import { useRefusedCommands, useStatus, useWaitingCommands } from '../store/use-station'
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
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      {refused.length > 0 && (
        <Button
          look="quiet"
          icon={CircleAlert}
          className="shrink-0 !bg-bad-soft !text-bad max-md:!px-2"
          onPress={() => setOpen(true)}
        >
          <span className="max-md:sr-only">{t('attention.open', { count: refused.length })}</span>
          <span aria-hidden className="tabular md:hidden">
            {refused.length}
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
        title={t(refused.length > 0 ? 'attention.title' : 'attention.waitingTitle')}
      >
        <div className="flex flex-col gap-6">
          {refused.length === 0 && pendingCommands === 0 && <p className="text-ink-soft">{t('attention.settled')}</p>}
          {refused.length > 0 && (
            <section className="flex flex-col gap-3">
              <p className="text-ink-soft">{t('attention.hint')}</p>
              <ul className="flex flex-col gap-3">
                {refused.map((each, place) => (
                  <RefusedAction key={each.command.id} refused={each} place={place} onOpenOrder={close} />
                ))}
              </ul>
            </section>
          )}
          {pendingCommands > 0 && (
            <section className="flex flex-col gap-3">
              {refused.length > 0 && (
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
                    <WaitingAction key={command.id} command={command} />
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
