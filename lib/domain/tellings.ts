import type { DocumentKind } from './documents/kinds'
import type { LogEventType } from './events'

/** What an event tells of a document beside carrying it: who may not see those fields does not hear it. */
export interface Telling {
  readonly kind: DocumentKind
  /** The field that changed, as the event's very name says. */
  readonly byName?: string
  /** The field that each entry of the data is about. */
  readonly byData?: Readonly<Record<string, string>>
}

const TELLINGS: { readonly [T in LogEventType]?: Telling } = {
  stage_change: { kind: 'order', byName: 'stage', byData: { previousStage: 'stage', newStage: 'stage' } },
  status_update: { kind: 'order', byData: { previousStatus: 'overallStatus', newStatus: 'overallStatus' } },
  payment_update: {
    kind: 'order',
    byName: 'paymentStatus',
    byData: {
      previousStatus: 'paymentStatus',
      newStatus: 'paymentStatus',
      amount: 'totalAmount',
      previousPaidAmount: 'paidAmount',
    },
  },
  whatsapp_connected: { kind: 'order', byName: 'whatsappLinked' },
  qr_generated: { kind: 'order', byName: 'qrCodeGenerated' },
  job_progress_update: { kind: 'job', byData: { bayId: 'bayId' } },
}

/** What an event of this type tells by its name and its data. */
export const tellingOf = (type: LogEventType): Telling | undefined => TELLINGS[type]
