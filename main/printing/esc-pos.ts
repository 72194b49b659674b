import type { Picture } from './picture'

/**
 * The part of ESC/POS that a picture, a cut, a drawer and a question need: every printer of receipts understands it. Texts
 * are never sent as letters, because no printer has a face for Tamil.
 */
const ESC = 0x1b
const GS = 0x1d
const DLE = 0x10

/** Rows sent at once: printers of little memory take no whole picture. */
const BAND = 128

/** Asks at once why it is off line, and for its paper. */
export const ASK_STATE = Buffer.from([DLE, 0x04, 2, DLE, 0x04, 4])

/** Answered in its turn, when all before it is printed. */
export const ASK_DONE = Buffer.from([GS, 0x72, 1])

/** Opens the drawer: a pulse of 50 ms on the first pin. */
export const DRAWER_BYTES = Buffer.from([ESC, 0x40, ESC, 0x70, 0, 25, 250])

/** A picture on paper, cut off after it. */
export function paperBytes({ width, height, rows }: Picture): Buffer {
  const perRow = width / 8
  const parts: Uint8Array[] = [Buffer.from([ESC, 0x40])]
  for (let row = 0; row < height; row += BAND) {
    const count = Math.min(BAND, height - row)
    parts.push(Buffer.from([GS, 0x76, 0x30, 0, perRow & 0xff, perRow >> 8, count & 0xff, count >> 8]))
    parts.push(rows.subarray(row * perRow, (row + count) * perRow))
  }
  // Fed to the knife first.
  parts.push(Buffer.from([GS, 0x56, 0x42, 0]))
  return Buffer.concat(parts)
}

/** Answers are a few bytes each. */
const MOST_HEARD = 64

/** The last of what a printer has said: one that never stops talking fills no memory. */
export const heard = (before: readonly number[], chunk: Uint8Array): readonly number[] =>
  [...before, ...chunk.subarray(-MOST_HEARD)].slice(-MOST_HEARD)

/** The two answers to `ASK_STATE` among what has come back; `null` until both are there. */
export function stateAnswer(bytes: readonly number[]): { readonly offline: number; readonly paper: number } | null {
  const [offline, paper] = bytes.filter((byte) => (byte & 0x93) === 0x12)
  return offline === undefined || paper === undefined ? null : { offline, paper }
}

/** Whether `ASK_DONE` is answered in what has come back. */
export function isDone(bytes: readonly number[]): boolean {
  return bytes.some((byte) => (byte & 0x90) === 0)
}

/** What keeps a printer from printing, by its own words. */
export function troubleOf(answer: {
  readonly offline: number
  readonly paper: number
}): 'cover_open' | 'no_paper' | 'printer_error' | null {
  if (answer.offline & 0x04) return 'cover_open'
  if (answer.offline & 0x20 || answer.paper & 0x60) return 'no_paper'
  return answer.offline & 0x40 ? 'printer_error' : null
}
