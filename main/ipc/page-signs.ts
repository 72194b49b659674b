import type { IpcMain } from 'electron'
import { z } from 'zod'
import { isTrustedSender } from './handle-requests'

const signSchema = z.object({ drawn: z.boolean(), touched: z.boolean() })

/** The page's signs of life, sent by the preload; held to the same sender check as requests. */
export function receivePageSigns(
  ipcMain: Pick<IpcMain, 'on'>,
  received: (sign: z.infer<typeof signSchema>) => void,
): void {
  ipcMain.on('station:page-sign', (event, payload: unknown) => {
    const parsed = signSchema.safeParse(payload)
    if (parsed.success && isTrustedSender(event)) received(parsed.data)
  })
}
