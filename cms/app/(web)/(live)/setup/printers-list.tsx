'use client'

import { Printer, PrinterX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { StationRow } from '../read/set-up-steps'
import { useLookAgain } from './use-look-again'

/** Which stations print on a printer of their own. It is set at their machines: this page cannot reach what hangs on them. */
export function PrintersList({ stations }: { readonly stations: readonly StationRow[] }) {
  const { t } = useTranslation()
  useLookAgain(stations.some(({ hasPrinter }) => !hasPrinter))
  return (
    <>
      {stations.length === 0 ? (
        <p className="font-medium">{t('siteSetup.printers.noDesk')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {stations.map(({ id, name, hasPrinter }) => {
            const Icon = hasPrinter ? Printer : PrinterX
            return (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5">
                <Icon aria-hidden className={`size-5 shrink-0 ${hasPrinter ? 'text-good' : 'text-ink-faint'}`} />
                <span className="min-w-0 grow break-words font-medium">{name}</span>
                <span className="text-ink-soft text-sm">
                  {t(hasPrinter ? 'siteSetup.printers.has' : 'siteSetup.printers.hasNot')}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <p className="text-ink-soft text-sm">{t('siteSetup.printers.browser')}</p>
    </>
  )
}
