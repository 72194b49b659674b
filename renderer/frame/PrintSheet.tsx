import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Paper } from '@/preload/printing'
import { useHost } from '../host'
import { useStationReason } from './station-error'
import { useToasts } from './Toasts'

const MM_PER_PIXEL = 25.4 / 96

/** Paper as wide and as long as what is printed: a roll is cut after it, a file is one page. */
export interface PaperSize {
  readonly widthMm: number
  readonly heightMm: number
}

/** What the printer gets in place of the page, as long as it is there; nothing of it is seen on the screen. */
export function PrintSheet({
  sheet,
  children,
}: {
  readonly sheet: RefObject<Element | null>
  readonly children: ReactNode
}) {
  return createPortal(
    <div ref={sheet as RefObject<HTMLDivElement | null>} className="print-sheet" aria-hidden="true">
      {children}
    </div>,
    document.body,
  )
}

/**
 * Prints what stands in a `PrintSheet`: `print` asks which of the system's printers, `queue` gives it to the station's own
 * printer of receipts and says whether that has it. What goes wrong is told.
 */
export function usePrint() {
  const { t } = useTranslation()
  const host = useHost()
  const toasts = useToasts()
  const reason = useStationReason()
  const sheet = useRef<Element>(null)
  const page = useRef<CSSStyleSheet>(null)
  const forget = useCallback(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== page.current)
  }, [])
  useEffect(() => forget, [forget])
  const print = useCallback(async () => {
    if (!sheet.current) return
    const { width, height } = sheet.current.getBoundingClientRect()
    // A page a hair too short would put the last line onto a second one.
    const size: PaperSize = {
      widthMm: Math.round(width * MM_PER_PIXEL),
      heightMm: Math.ceil(height * MM_PER_PIXEL) + 1,
    }
    forget()
    page.current = new CSSStyleSheet()
    page.current.replaceSync(`@page { size: ${size.widthMm}mm ${size.heightMm}mm; margin: 0 }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, page.current]
    try {
      await host.print(size)
    } catch (error) {
      toasts.error(t('settings.failed', { reason: reason(error) }))
    }
  }, [host, toasts, reason, t, forget])
  const queue = useCallback(
    async (paper: Omit<Paper, 'html'>) => {
      if (!sheet.current || !host.desktop) return false
      try {
        await host.desktop.request('printer:print', { ...paper, html: sheet.current.innerHTML })
        toasts.done(t('printer.sent', { what: t(`printer.what.${paper.what}`) }))
        return true
      } catch (error) {
        toasts.error(t('settings.failed', { reason: reason(error) }))
        return false
      }
    },
    [host, toasts, reason, t],
  )
  return { sheet, print, queue }
}
