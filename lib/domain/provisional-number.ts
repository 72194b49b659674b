import { z } from 'zod'

/*
 * An order taken without a server has a number all the same: `D7K-0007`, the station's code and the how many-th order it
 * has taken. It is printed and said, and stays valid beside the server's. Two stations may draw the same code, so what
 * commands and documents carry has a mark behind it, which people never see: `D7K-0007.3f9c01ab`.
 */
const CODE = '[A-Z][A-Z0-9]{1,7}'

/** The number as people read it: `D7K-0007`. */
export const provisionalNumberSchema = z.string().regex(/* @__PURE__ */ new RegExp(`^${CODE}-\\d{4,9}$`))

/** What names an order until the server has given it a number, and for ever after: `D7K-0007.3f9c01ab`. */
export const provisionalIDSchema = z.string().regex(/* @__PURE__ */ new RegExp(`^${CODE}-\\d{4,9}\\.[0-9a-f]{8}$`))

/** Whether an order is named as the station named it that took it. No server gives such a number. */
export const isProvisional = (orderID: string): boolean => provisionalIDSchema.safeParse(orderID).success

/** The order's number as it is shown and printed; a number that the server gave is shown as it is. */
export const shownNumber = (orderID: string): string => (isProvisional(orderID) ? orderID.slice(0, -9) : orderID)

/** @param commandId of the command that takes the order; a random UUID */
export const provisionalID = (number: string, commandId: string): string => `${number}.${commandId.slice(0, 8)}`

/** The first provisional number in a text, such as a link; `null` where there is none. */
export const findProvisionalNumber = (text: string): string | null =>
  new RegExp(`(?<![\\p{L}\\p{N}-])${CODE}-\\d{4,9}(?![\\p{L}\\p{N}-])`, 'u').exec(text.toUpperCase())?.[0] ?? null

/** `D7K-0007`; a station's ten-thousandth order takes a fifth digit. */
export const formatProvisionalNumber = (code: string, count: number): string =>
  `${code}-${String(count).padStart(4, '0')}`

/** Without those that look alike, aloud or in print. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXY346789'

/** A station's code, drawn once and kept with its count: where it works (`D` desktop, `W` web), and two at random. */
export function newStationCode(place: 'D' | 'W'): string {
  const random = crypto.getRandomValues(new Uint32Array(2))
  return place + [...random].map((number) => LETTERS[number % LETTERS.length]).join('')
}
