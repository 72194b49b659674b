import type { OrderService, VehicleType } from '../documents'
import { ALLOWED, type Allowed, type Refusal, refusals } from './refusal'

/** What the price list says of one service. Money in sen, times in minutes. */
export interface CatalogService {
  readonly serviceId: string
  readonly name: string
  readonly price: number
  readonly active: boolean
  /** Added for a type of vehicle; a type that is not named costs nothing more. */
  readonly surcharges: Readonly<Partial<Record<VehicleType, number>>>
  readonly options: readonly CatalogOption[]
  readonly steps: readonly CatalogStep[]
  /** Hundredths of a percent that its price includes as tax; absent: as the site's other prices. */
  readonly taxRate?: number | undefined
  /** Whether an order of it counts as a visit on the way to a free wash; absent: it does. */
  readonly countsAsVisit?: boolean | undefined
  /** What it was sold at before, newest first; absent where that is not known: at a station. */
  readonly former?: readonly FormerOffer[]
}

/** A service as an earlier price list had it. */
export type FormerOffer = Pick<CatalogService, 'price' | 'active' | 'surcharges' | 'options'>

interface CatalogOption {
  readonly optionId: string
  readonly name: string
  readonly price: number
  /** Added to the job as a step of its own when above 0. */
  readonly minutes: number
}

interface CatalogStep {
  readonly stepId: string
  readonly name: string
  readonly minutes: number
}

export interface ChosenService {
  readonly serviceId: string
  readonly optionIds: readonly string[]
  /** Sen: what the customer was told that it costs; absent where the price list as it is counts. */
  readonly toldPrice?: number | undefined
}

export interface PricedOrder extends Allowed {
  readonly services: OrderService[]
  readonly discount: number
  readonly totalAmount: number
  /** Names of the lines that cost what was told, and another price now. */
  readonly asTold: readonly string[]
}

export const PRICING_REFUSALS = {
  unknown_service: 'The price list has no service "{service}". Choose again from the list.',
  inactive: '{service} is not offered at the moment. Choose another service.',
  unknown_option: '{service} has no option "{option}". Choose again from the list.',
  twice: '{service} is chosen twice. Keep it once.',
  told_price: '{service} was never sold at the price that was told. Take the order again, at the price of the list.',
  discount: 'The discount is more than the order costs. Enter a smaller one.',
} as const

export type PricingRefusalCode = keyof typeof PRICING_REFUSALS

const refuse = refusals('pricing', PRICING_REFUSALS)

/**
 * Prices an order from the price list. `discount` is in sen, from 0 to the sum of the lines; `taxRate` is the site's.
 * The lines keep what was true when it was ordered: later changes of the price list do not touch them. A price that was
 * told counts, where the service was once sold at it. Of `kept`, the lines of the order as it was, those that are chosen
 * again stay as they are.
 */
export function priceOrder(
  catalog: readonly CatalogService[],
  chosen: readonly ChosenService[],
  vehicleType: VehicleType,
  discount: number,
  taxRate: number,
  kept: readonly OrderService[] = [],
): PricedOrder | Refusal<PricingRefusalCode> {
  const lines: OrderService[] = []
  const asTold: string[] = []
  for (const choice of chosen) {
    const now = priceLine(catalog, choice.serviceId, choice.optionIds, vehicleType, taxRate)
    const same = kept.find((line) => isChoice(line, choice))
    const line = same ? { ...same } : priceAsTold(catalog, choice, vehicleType, now, taxRate)
    if ('allowed' in line) return line
    if (!same && line !== now) asTold.push(line.name)
    if (lines.some(({ serviceId }) => serviceId === line.serviceId)) return refuse('twice', { service: line.name })
    lines.push(line)
  }
  const sum = lines.reduce((total, line) => total + line.price, 0)
  if (discount < 0 || discount > sum) return refuse('discount')
  return { ...ALLOWED, services: lines, discount, totalAmount: sum - discount, asTold }
}

/** Whether the line is of this service with these options. */
export function isChoice({ serviceId, options }: OrderService, choice: ChosenService): boolean {
  const chosen = new Set(choice.optionIds)
  return (
    serviceId === choice.serviceId &&
    options.length === chosen.size &&
    options.every(({ optionId }) => chosen.has(optionId))
  )
}

/** The line as it would be chosen again. */
export const choiceOf = ({ serviceId, options }: OrderService): ChosenService => ({
  serviceId,
  optionIds: options.map(({ optionId }) => optionId),
})

/** Prices one line: the service, what its vehicle costs more, its chosen options. Without a vehicle nothing is added. */
export function priceLine(
  catalog: readonly CatalogService[],
  serviceId: string,
  optionIds: readonly string[],
  vehicleType: VehicleType | null,
  taxRate: number,
): OrderService | Refusal<PricingRefusalCode> {
  const service = catalog.find((entry) => entry.serviceId === serviceId)
  if (!service) return refuse('unknown_service', { service: serviceId })
  return priceOffer(service, optionIds, vehicleType, taxRate)
}

/** The line as the price list now has it, or as the earlier one had it by which the customer was told the price. */
function priceAsTold(
  catalog: readonly CatalogService[],
  { serviceId, optionIds, toldPrice }: ChosenService,
  vehicleType: VehicleType,
  now: OrderService | Refusal<PricingRefusalCode>,
  taxRate: number,
): OrderService | Refusal<PricingRefusalCode> {
  const isNow = !('allowed' in now)
  const service = catalog.find((entry) => entry.serviceId === serviceId)
  if (!service || toldPrice === undefined || (isNow && now.price === toldPrice)) return now
  // A station shows what it told; whether it was right is for the server to say.
  if (!service.former) return isNow ? { ...now, price: toldPrice } : now
  for (const offer of service.former) {
    const line = priceOffer({ ...service, ...offer }, optionIds, vehicleType, taxRate)
    if (!('allowed' in line) && line.price === toldPrice) return line
  }
  return isNow ? refuse('told_price', { service: service.name }) : now
}

function priceOffer(
  service: CatalogService,
  optionIds: readonly string[],
  vehicleType: VehicleType | null,
  siteRate: number,
): OrderService | Refusal<PricingRefusalCode> {
  if (!service.active) return refuse('inactive', { service: service.name })
  const options: CatalogOption[] = []
  for (const optionId of new Set(optionIds)) {
    const option = service.options.find((entry) => entry.optionId === optionId)
    if (!option) return refuse('unknown_option', { service: service.name, option: optionId })
    options.push(option)
  }
  const extra = options.reduce((sum, option) => sum + option.price, 0)
  const taxRate = service.taxRate ?? siteRate
  return {
    serviceId: service.serviceId,
    name: service.name,
    price: service.price + (vehicleType === null ? 0 : (service.surcharges[vehicleType] ?? 0)) + extra,
    minutes: [...service.steps, ...options].reduce((sum, part) => sum + part.minutes, 0),
    options: options.map(({ optionId, name, price }) => ({ optionId, name, price })),
    ...(taxRate > 0 ? { taxRate } : {}),
  }
}
