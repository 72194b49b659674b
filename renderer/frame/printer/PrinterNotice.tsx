import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import type { StationBridge } from '@/preload/contract'
import { useHost } from '../../host'
import { PrintJobList } from './PrintJobList'
import { isStuck, usePrintJobs } from './use-print-jobs'

/** Says on the bar of every screen that a paper is stuck, and leads to what and why; nothing while all is printed. */
export function PrinterNotice() {
  const { desktop } = useHost()
  return desktop && <Notice bridge={desktop} />
}

function Notice({ bridge }: { readonly bridge: StationBridge }) {
  const { t } = useTranslation()
  const jobs = usePrintJobs(bridge)
  const [open, setOpen] = useState(false)
  const stuck = jobs.some(isStuck)
  return (
    <>
      {stuck && (
        <Button
          look="quiet"
          icon={Printer}
          className="shrink-0 !bg-warn-soft !text-warn max-md:!px-2"
          onPress={() => setOpen(true)}
        >
          <span className="tabular whitespace-nowrap max-2xl:sr-only">
            {t('printer.stuck', { count: jobs.length })}
          </span>
          <span aria-hidden className="tabular 2xl:hidden">
            {jobs.length}
          </span>
        </Button>
      )}
      <Dialog
        shape="wide"
        open={open}
        onClose={() => setOpen(false)}
        closeLabel={t('app.close')}
        title={t('printer.stuckTitle')}
      >
        {jobs.length === 0 ? (
          <p className="text-ink-soft">{t('printer.allPrinted')}</p>
        ) : (
          <PrintJobList bridge={bridge} jobs={jobs} />
        )}
      </Dialog>
    </>
  )
}
