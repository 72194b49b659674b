import {
  type CatalogService,
  type ChosenService,
  type CommandPayload,
  choiceOf,
  type Order,
  type OrderService,
  type QueueId,
  type Refusal,
  type VehicleType,
} from '@/lib/domain'
import { plateSchema } from '@/lib/domain/commands/ordered'

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

/** An order as it is, in the form to be changed. */
export function draftOfOrder({ vehicle, customer, customerNotes, services }: Order): OrderDraft {
  return {
    ...EMPTY_DRAFT,
    plate: vehicle?.plate ?? '',
    vehicle: vehicle?.type ?? 'sedan',
    name: customer?.name ?? '',
    phone: customer?.phone ?? '',
    notes: customerNotes,
    chosen: new Map(
      services
        .map(choiceOf)
        .map(({ serviceId, optionIds }): [string, ReadonlySet<string>] => [serviceId, new Set(optionIds)]),
    ),
  }
}

/** What is chosen, in the order of the list. */
export function chosenOf(
  offered: readonly Pick<CatalogService, 'serviceId'>[],
  { chosen }: Pick<OrderDraft, 'chosen'>,
): { serviceId: string; optionIds: string[] }[] {
  return offered.flatMap(({ serviceId }) => {
    const options = chosen.get(serviceId)
    return options ? [{ serviceId, optionIds: [...options] }] : []
  })
}

/** Each at the price that stands on the screen, and that the customer has been told. */
export function asTold<Choice extends ChosenService>(
  chosen: readonly Choice[],
  priced: { readonly services: readonly OrderService[] } | Refusal,
) {
  const lines = 'services' in priced ? priced.services : []
  const priceOf = (id: string) => lines.find(({ serviceId }) => serviceId === id)?.price
  return chosen.map((choice) => ({ ...choice, toldPrice: priceOf(choice.serviceId) }))
}

export function customerOf({ name, phone }: Pick<OrderDraft, 'name' | 'phone'>): Order['customer'] {
  return name.trim() === '' && phone.trim() === '' ? null : { name: name.trim(), phone: phone.trim() || null }
}

/** The plate as it will be kept; `null` where what was typed is none. */
export const plateOf = ({ plate }: Pick<OrderDraft, 'plate'>): string | null =>
  plateSchema.safeParse(plate).data ?? null

/** Whether there is nothing in it that somebody would have to type again. */
export function isBlank({ plate, name, phone, notes, chosen }: OrderDraft): boolean {
  return [plate, name, phone, notes].every((text) => text.trim() === '') && chosen.size === 0
}

/** What is in the way of sending it; `refused` is what the server answered. */
export type DraftProblem =
  | { readonly kind: 'plate' | 'service' | 'queue' | 'twice' }
  | { readonly kind: 'refused'; readonly why: string }
