import type { QueueId, VehicleType } from '@/lib/sync/protocol'

/** A new order as far as it has been typed. */
export interface OrderDraft {
  readonly plate: string
  readonly vehicle: VehicleType
  /** `null` until one is chosen: the first open one is meant. */
  readonly queue: QueueId | null
  readonly name: string
  readonly phone: string
  readonly notes: string
  /** The chosen services, each with its chosen options. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>
}

export const EMPTY_DRAFT: OrderDraft = {
  plate: '',
  vehicle: 'sedan',
  queue: null,
  name: '',
  phone: '',
  notes: '',
  chosen: new Map(),
}

/** Whether there is nothing in it that somebody would have to type again. */
export function isBlank({ plate, name, phone, notes, chosen }: OrderDraft): boolean {
  return [plate, name, phone, notes].every((text) => text.trim() === '') && chosen.size === 0
}

/** What is in the way of sending it; `refused` is what the server answered. */
export type DraftProblem =
  | { readonly kind: 'plate' | 'service' | 'queue' | 'twice' }
  | { readonly kind: 'refused'; readonly why: string }
