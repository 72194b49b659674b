import { z } from 'zod'
import { LANGUAGES } from '@/lib/domain/languages'

/** Where a printer of receipts listens when its address names no port. */
const PRINTER_PORT = 9100

/** What an address names: a printer in the network, or one on a cable of this machine (Linux shows it as a file). */
export type PrinterPlace =
  | { readonly kind: 'network'; readonly host: string; readonly port: number }
  | { readonly kind: 'cable'; readonly path: string }

/** Reads `192.168.1.50`, `printer.local:9101` or `/dev/usb/lp0`; `null` where it is neither. */
export function readPrinterAddress(text: string): PrinterPlace | null {
  if (/^\/dev\/(usb\/)?lp\d{1,2}$/.test(text)) return { kind: 'cable', path: text }
  const found = /^([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(text)
  const port = found?.[2] === undefined ? PRINTER_PORT : Number(found[2])
  if (!found?.[1] || port < 1 || port > 65_535) return null
  return { kind: 'network', host: found[1], port }
}

/** The station's own printer of receipts. */
export const receiptPrinterSchema = z.object({
  address: z
    .string()
    .trim()
    .max(200)
    .refine((text) => readPrinterAddress(text) !== null, 'give an address such as 192.168.1.50 or /dev/usb/lp0'),
  /** How wide its paper is. */
  paperMm: z.union([z.literal(80), z.literal(58)]),
  /** A drawer for cash hangs on it. */
  drawer: z.boolean(),
})
export type ReceiptPrinter = z.infer<typeof receiptPrinterSchema>

export const PAPERS = ['receipt', 'job_card', 'test'] as const

/** Something to print. Its id is made before anything is sent: the same one is printed once, however often it is asked. */
export const paperSchema = z.object({
  id: z.uuid(),
  what: z.enum(PAPERS),
  /** What people call it: the number of the order. */
  title: z.string().max(64),
  language: z.enum(LANGUAGES),
  /** The paper as the screen shows it. */
  html: z.string().min(1).max(300_000),
})
export type Paper = z.infer<typeof paperSchema>

/** What a person decides on a job that is stuck. */
export const JOB_DECISIONS = ['again', 'leave'] as const

/**
 * Why a job is not printed: nothing was sent (`unreachable`, `no_paper`, `cover_open`, `printer_error`, `no_printer`), the
 * line broke after it had begun (`cut_off`), the station ended meanwhile (`ended`), or nobody stands before the drawer any
 * more (`too_late`).
 */
export const PRINT_TROUBLES = [
  'unreachable',
  'no_paper',
  'cover_open',
  'printer_error',
  'no_printer',
  'cut_off',
  'ended',
  'too_late',
] as const
export type PrintTrouble = (typeof PRINT_TROUBLES)[number]

/** What is asked of the printer and not done. */
export interface PrintJob {
  readonly id: string
  readonly what: (typeof PAPERS)[number] | 'drawer'
  readonly title: string
  readonly askedAt: string
  /**
   * `waiting`: it is tried until the printer takes it. `doubtful`: it had begun, may have been printed, and is never
   * printed again by itself. `missed`: a drawer that did not open in time, and does not by itself.
   */
  readonly state: 'waiting' | 'sending' | 'doubtful' | 'missed'
  readonly trouble: PrintTrouble | null
}
