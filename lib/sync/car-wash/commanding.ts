import { BrowserOutbox, type BrowserOutboxOptions } from '../outbox/browser-outbox'
import { commandingOf } from '../outbox/commanding'
import { CAR_WASH } from './domain'

export { makeCommand } from './make-command'

/** What a page that sends commands needs of the car wash beside what one that reads has. */
export const COMMANDING = commandingOf(CAR_WASH)

export function openBrowserOutbox(options: Omit<BrowserOutboxOptions, 'domain'>): BrowserOutbox {
  return new BrowserOutbox({ ...options, domain: CAR_WASH })
}
