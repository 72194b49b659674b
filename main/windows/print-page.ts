import type { WebContents } from 'electron'
import { StationError } from '../station-error'

const MICRONS_PER_MM = 1000

/** Asks the person which of the system's printers takes the page, at the size of its paper. @throws StationError `print_failed` */
export function printPage(
  page: Pick<WebContents, 'print'>,
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): Promise<undefined> {
  return new Promise((resolve, reject) => {
    page.print(
      {
        silent: false,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: { width: widthMm * MICRONS_PER_MM, height: heightMm * MICRONS_PER_MM },
      },
      (printed, reason) => {
        // Whoever changes their mind has not failed.
        if (printed || /cancel/i.test(reason)) resolve(undefined)
        else reject(new StationError('print_failed', reason || 'The system did not say why.'))
      },
    )
  })
}
