import type { WebContents } from 'electron'
import { expect, test } from 'vitest'
import { printPage } from '@/main/windows/print-page'

type Print = WebContents['print']

/** A page whose printer answers so. */
function page(success: boolean, reason = '') {
  const asked: Parameters<Print>[0][] = []
  const print: Print = (options, done) => {
    asked.push(options)
    done?.(success, reason)
  }
  return { print, asked }
}

const PAPER = { widthMm: 80, heightMm: 143 }

test('the person is asked which printer takes paper of that size, without margins', async () => {
  const { print, asked } = page(true)
  await printPage({ print }, PAPER)
  expect(asked).toEqual([
    {
      silent: false,
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: { width: 80_000, height: 143_000 },
    },
  ])
})

test('whoever changes their mind has not failed; a printer that does not take it has', async () => {
  await printPage(page(false, 'Print job canceled'), PAPER)
  await expect(printPage(page(false, 'Print job failed'), PAPER)).rejects.toMatchObject({ code: 'print_failed' })
})
