import { Printer } from 'lucide-react'
import { type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { isProvisional, LANGUAGES, type Language, type Order, receiptOf, SPOKEN, toLanguage } from '@/lib/domain'
import { EMPTY_LETTERHEAD } from '@/lib/domain/site'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Dialog } from '@/lib/ui/design/Dialog'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { ReceiptPaper } from '@/lib/ui/receipt/ReceiptPaper'
import { PrintSheet, usePrint } from '../../frame/PrintSheet'
import { QrCode } from '../../frame/QrCode'
import { useHost, useSettings } from '../../host'
import { useDocument } from '../../store/use-station'
import { JobCardPaper } from './JobCardPaper'
import { SendReceipt } from './SendReceipt'
import { CatalogueContext, useCatalogue } from './use-catalogue'

interface OfOrder {
  readonly order: Order
  readonly onClose: () => void
}

/** What the customer is given of an order. */
export function ReceiptDialog({ order, onClose }: OfOrder) {
  const { t } = useTranslation()
  const catalogue = useCatalogue()
  const head = catalogue.kind === 'ready' ? catalogue.catalogue.letterhead : EMPTY_LETTERHEAD
  const receipt = receiptOf(order)
  const link = useReceiptLink(order.orderID)
  return (
    <PaperDialog
      what="receipt"
      order={order}
      title={t(`receipt.${receipt.kind}`)}
      onClose={onClose}
      send={link ? (language) => <SendReceipt order={order} link={link} site={head.name} language={language} /> : null}
    >
      <ReceiptPaper receipt={receipt} head={head}>
        {link && <ReceiptCode link={link} />}
      </ReceiptPaper>
    </PaperDialog>
  )
}

function ReceiptCode({ link }: { readonly link: string }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col items-center text-center text-xs">
      <QrCode className="size-[30mm]" text={link} label={t('receipt.scan')} />
      {t('receipt.scan')}
    </div>
  )
}

/** Where the customer opens the receipt; `null` until the server has said, and where no telephone could reach it. */
function useReceiptLink(orderID: string): string | null {
  const host = useHost()
  const [link, setLink] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    // An order that the server has yet to number has none.
    const asked = isProvisional(orderID) ? Promise.resolve(null) : host.receiptLink(orderID)
    asked.then(
      (answer) => current && setLink(answer),
      () => current && setLink(null),
    )
    return () => {
      current = false
    }
  }, [host, orderID])
  return link
}

/** What goes with the car to its bay. */
export function JobCardDialog({ order, onClose }: OfOrder) {
  const { t } = useTranslation()
  const catalogue = useCatalogue()
  const bay = useDocument('bay', order.bayId)
  const services = catalogue.kind === 'ready' ? catalogue.catalogue.services : []
  return (
    <PaperDialog what="job_card" order={order} title={t('receipt.jobCard')} onClose={onClose}>
      <JobCardPaper order={order} services={services} bay={bay?.name ?? null} />
    </PaperDialog>
  )
}

interface PaperDialogProps extends OfOrder {
  readonly what: 'receipt' | 'job_card'
  readonly title: string
  readonly children: ReactNode
  /** Another way to whoever gets it than paper. */
  readonly send?: ((language: Language) => ReactNode) | null
}

/** Something on paper, in the language of whoever gets it: on the screen as it is printed. */
function PaperDialog({ what, order, title, onClose, children, send = null }: PaperDialogProps) {
  const { t, i18n } = useTranslation()
  const [language, setLanguage] = useState<Language>(toLanguage(i18n.language))
  const { settings } = useSettings()
  const { known } = useContext(CatalogueContext)
  const { sheet, print, queue } = usePrint()
  // However often it is pressed here, it is one paper.
  const [id] = useState(() => crypto.randomUUID())
  const [busy, setBusy] = useState(false)
  const onRoll = async () => {
    setBusy(true)
    const queued = await queue({ id, what, title: order.orderID, language })
    setBusy(false)
    if (queued) onClose()
  }
  const translator = useMemo(() => makeTranslator(language, known?.stageWords, known?.names), [language, known])
  const paper = (
    <I18nextProvider i18n={translator}>
      <div lang={SPOKEN[language].tag}>{children}</div>
    </I18nextProvider>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={title}
      footer={
        <>
          <Button onPress={onClose}>{t('app.close')}</Button>
          {settings.receiptPrinter ? (
            <>
              <Button onPress={() => void print()}>{t('printer.other')}</Button>
              <Button look="primary" icon={Printer} isDisabled={busy} onPress={() => void onRoll()}>
                {t('receipt.print')}
              </Button>
            </>
          ) : (
            <Button look="primary" icon={Printer} onPress={() => void print()}>
              {t('receipt.print')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Choice
          label={t('receipt.language')}
          value={language}
          onChange={setLanguage}
          options={LANGUAGES.map((value) => ({ value, label: SPOKEN[value].name }))}
        />
        {send?.(language)}
        <div className="-mx-6 -mb-5 flex justify-center bg-sunken px-2 py-5">
          <div className="shadow-float">{paper}</div>
        </div>
      </div>
      <PrintSheet sheet={sheet}>{paper}</PrintSheet>
    </Dialog>
  )
}
