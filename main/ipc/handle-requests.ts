import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { z } from 'zod'
import { type Replies, type RequestName, requests } from '@/preload/contract'
import type { LoadedFeed } from '@/preload/feed-gate'
import { StationError } from '../station-error'
import { isAppUrl } from '../windows/app-origin'
import { type Answer, refusal } from './answer'

/** The preload takes the number off before the page sees the feed's state. */
type Sent<N extends RequestName> = N extends 'feed:load' ? LoadedFeed : Replies[N]

export type Handlers = {
  [N in RequestName]: (argument: z.output<(typeof requests)[N]>, page: WebContents) => Sent<N> | Promise<Sent<N>>
}

/** Only the main frame of the station's own page is answered; a frame that is gone cannot be trusted either. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}

/** Puts every request of the contract behind the same checks: sender, then argument, then errors as values. */
export function handleRequests(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  failed: (name: RequestName, error: unknown) => void,
): void {
  for (const name of Object.keys(requests) as RequestName[]) {
    ipcMain.handle(`station:${name}`, async (event, argument: unknown): Promise<Answer> => {
      try {
        if (!isTrustedSender(event)) throw new StationError('forbidden', 'Only the station page may ask this.')
        const parsed = requests[name].safeParse(argument)
        if (!parsed.success) throw new StationError('bad_argument', problems(parsed.error))
        const handler = handlers[name] as (argument: unknown, page: WebContents) => unknown
        return { ok: true, value: await handler(parsed.data, event.sender) }
      } catch (error) {
        failed(name, error)
        return refusal(error)
      }
    })
  }
}

function problems(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'argument'}: ${issue.message}`)
    .join('; ')
}
