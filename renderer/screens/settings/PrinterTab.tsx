import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Switch, TextField } from '@/lib/ui/design/Field'
import type { StationBridge } from '@/preload/contract'
import { type ReceiptPrinter, readPrinterAddress, receiptPrinterSchema } from '@/preload/printing'
import { PrintSheet, usePrint } from '../../frame/PrintSheet'
import { PrintJobList } from '../../frame/printer/PrintJobList'
import { usePrintJobs } from '../../frame/printer/use-print-jobs'
import { useStationReason } from '../../frame/station-error'
import { useToasts } from '../../frame/Toasts'
import { useSettings } from '../../host'
import { TestPaper } from './TestPaper'

const NEW: ReceiptPrinter = { address: '', paperMm: 80, drawer: false }

/** The printer of receipts of this machine, and the drawer on it. */
export function PrinterTab({ bridge }: { readonly bridge: StationBridge }) {
  const { t, i18n } = useTranslation()
  const { settings, change } = useSettings()
  const toasts = useToasts()
  const reason = useStationReason()
  const kept = settings.receiptPrinter
  const [draft, setDraft] = useState<ReceiptPrinter>(kept ?? NEW)
  const jobs = usePrintJobs(bridge)
  const { sheet, queue } = usePrint()
  const isRight = readPrinterAddress(draft.address.trim()) !== null
  const isKept =
    kept !== null && (['address', 'paperMm', 'drawer'] as const).every((name) => kept[name] === draft[name])
  const keep = async (receiptPrinter: ReceiptPrinter | null) => {
    try {
      await change({ receiptPrinter })
      setDraft(receiptPrinter ?? NEW)
      toasts.done(t(receiptPrinter ? 'printer.saved' : 'printer.removed'))
    } catch (error) {
      toasts.error(t('settings.failed', { reason: reason(error) }))
    }
  }
  return (
    <>
      <section className="flex flex-col gap-5">
        <p className="text-ink-soft">{t('printer.hint')}</p>
        <TextField
          label={t('printer.address')}
          description={t('printer.addressHint')}
          error={draft.address.trim() !== '' && !isRight ? t('printer.addressWrong') : null}
          value={draft.address}
          onChange={(address) => setDraft({ ...draft, address })}
          autoComplete="off"
          spellCheck="false"
          maxLength={200}
        />
        <Choice
          label={t('printer.paper')}
          value={String(draft.paperMm)}
          onChange={(mm) => setDraft({ ...draft, paperMm: mm === '58' ? 58 : 80 })}
          options={['80', '58'].map((mm) => ({ value: mm, label: t('printer.paperMm', { mm }) }))}
        />
        <Switch
          label={t('printer.drawer')}
          description={t('printer.drawerHint')}
          value={draft.drawer}
          onChange={(drawer) => setDraft({ ...draft, drawer })}
        />
        <div className="flex flex-wrap gap-3">
          <Button
            look="primary"
            isDisabled={!isRight || isKept}
            onPress={() => void keep(receiptPrinterSchema.parse(draft))}
          >
            {t('app.save')}
          </Button>
          {kept && (
            <>
              <Button
                icon={Printer}
                isDisabled={!isKept}
                onPress={() =>
                  void queue({ id: crypto.randomUUID(), what: 'test', title: '', language: settings.language })
                }
              >
                {t('printer.test')}
              </Button>
              <Button look="quiet" onPress={() => void keep(null)}>
                {t('printer.remove')}
              </Button>
            </>
          )}
        </div>
      </section>
      {jobs.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="font-semibold">{t('printer.stuckTitle')}</h2>
          <PrintJobList bridge={bridge} jobs={jobs} />
        </section>
      )}
      {kept && (
        <PrintSheet sheet={sheet}>
          <div lang={i18n.language}>
            <TestPaper address={kept.address} paperMm={kept.paperMm} />
          </div>
        </PrintSheet>
      )}
    </>
  )
}
