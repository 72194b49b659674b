import type { CommandPayload, QueueId, VehicleType } from '@/lib/domain'

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
  /** What it was called when it was refused: what was done to it since names it so. `null` for one that was never sent. */
  readonly takenAs: string | null
}

export const EMPTY_DRAFT: OrderDraft = {
  plate: '',
  vehicle: 'sedan',
  queue: null,
  name: '',
  phone: '',
  notes: '',
  chosen: new Map(),
  takenAs: null,
}

/** What was ordered, back in the form. */
export function draftOf(payload: CommandPayload<'order.create'>): OrderDraft {
  const { plate, vehicleType, services, queue = null, customer, customerNotes = '', takenAs = null } = payload
  return {
    plate,
    vehicle: vehicleType,
    queue,
    name: customer?.name ?? '',
    phone: customer?.phone ?? '',
    notes: customerNotes,
    chosen: new Map(services.map(({ serviceId, optionIds }) => [serviceId, new Set(optionIds)])),
    takenAs,
  }
}

/** Whether there is nothing in it that somebody would have to type again. */
export function isBlank({ plate, name, phone, notes, chosen }: OrderDraft): boolean {
  return [plate, name, phone, notes].every((text) => text.trim() === '') && chosen.size === 0
}

/** What is in the way of sending it; `refused` is what the server answered. */
export type DraftProblem =
  | { readonly kind: 'plate' | 'service' | 'queue' | 'twice' }
  | { readonly kind: 'refused'; readonly why: string }
