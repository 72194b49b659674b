import type { CatalogService, FormerOffer } from './pricing'

/** Hundredths of a percent. */
const WHOLE = 10_000

/** What sums of one rate include as tax. */
export interface TaxOfRate {
  /** Hundredths of a percent. */
  readonly rate: number
  /** Sen of tax, and sen that it is part of: what is paid for the lines of this rate. */
  readonly tax: number
  readonly of: number
}

/** Taxes by their rate, the highest first; `sign` -1 takes `others` off. What comes to nothing is left out. */
export function withTaxes(taxes: readonly TaxOfRate[], others: readonly TaxOfRate[], sign: 1 | -1 = 1): TaxOfRate[] {
  const sums = new Map(taxes.map((each) => [each.rate, each]))
  for (const { rate, tax, of } of others) {
    const sum = sums.get(rate)
    sums.set(rate, { rate, tax: (sum?.tax ?? 0) + sign * tax, of: (sum?.of ?? 0) + sign * of })
  }
  return [...sums.values()].filter(({ tax, of }) => tax !== 0 || of !== 0).sort((a, b) => b.rate - a.rate)
}

/** What the taxes of all rates come to. */
export const taxesTogether = (taxes: readonly TaxOfRate[]): Pick<TaxOfRate, 'tax' | 'of'> =>
  taxes.reduce((sum, { tax, of }) => ({ tax: sum.tax + tax, of: sum.of + of }), { tax: 0, of: 0 })

/** How a site has tax in what it asks for. */
export interface SiteTax {
  /** Hundredths of a percent, where a service has no rate of its own; 0: no tax. */
  readonly taxRate: number
  /** The price list is before tax. */
  readonly taxOnTop: boolean
}

/** Sen of tax in a price that includes it. */
export const taxIn = (price: number, rate: number): number => Math.round((price * rate) / (WHOLE + rate))

const withTax = (price: number, rate: number): number => price + Math.round((price * rate) / WHOLE)

/** A service of the price list, as far as money goes. */
type Priced = Pick<CatalogService, 'price' | 'surcharges' | 'options' | 'taxRate' | 'former'>

/**
 * The service at what customers pay for it: where the price list is before tax, tax is added to each of its amounts, rounded to
 * the sen. Everything that comes after the price list knows of prices with tax alone.
 */
export function asPaid<Service extends Priced>(service: Service, { taxRate, taxOnTop }: SiteTax): Service {
  const rate = service.taxRate ?? taxRate
  if (!taxOnTop || rate === 0) return service
  const paid = <Offer extends Pick<FormerOffer, 'price' | 'surcharges' | 'options'>>(offer: Offer): Offer => ({
    ...offer,
    price: withTax(offer.price, rate),
    surcharges: Object.fromEntries(
      Object.entries(offer.surcharges).map(([type, price]) => [type, withTax(price, rate)]),
    ),
    options: offer.options.map((option) => ({ ...option, price: withTax(option.price, rate) })),
  })
  return { ...paid(service), ...(service.former ? { former: service.former.map(paid) } : {}) }
}
