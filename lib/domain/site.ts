import type { Stage } from './documents'
import type { Language } from './languages'

/** The site of a server that has but one; where those act who belong to none and name none. */
export const DEFAULT_TENANT = 'main'

/** What the rules look at of a site. */
export interface SiteRules {
  /** The site bills: orders pass `billed` and `paid` before `completed`. */
  readonly billing: boolean
}

/** Most that a role takes off what an order's lines cost, percent. An administrator takes off all of it, other roles nothing. */
export interface DiscountLimits {
  readonly staff: number
  readonly cashier: number
}

/** Longest that a station waits untouched before it asks again who is there. */
export const MOST_LOCK_MINUTES = 240

/** Of a site that has set none. */
export const USUAL_DISCOUNT_LIMITS: DiscountLimits = { staff: 50, cashier: 20 }

/** What stands at the head of a site's receipts; empty where the site has none. */
export interface Letterhead {
  readonly name: string
  readonly address: string
  /** Of the company, as its country registers it. */
  readonly registrationNumber: string
  readonly taxNumber: string
  /** What the tax is called, such as SST. */
  readonly taxName: string
}

export const EMPTY_LETTERHEAD: Letterhead = {
  name: '',
  address: '',
  registrationNumber: '',
  taxNumber: '',
  taxName: '',
}

/** What a site is set to. */
export interface Site extends SiteRules {
  /** ISO 4217. */
  readonly currency: string
  /** A bay is cleaned after a job before it is available again. */
  readonly cleaningAfterJob: boolean
  readonly discountLimits: DiscountLimits
  /** Hundredths of a percent that what customers pay includes as tax, where a service has no rate of its own; 0: no tax. */
  readonly taxRate: number
  /** What is due in cash is rounded to 5 sen, as the smallest coin is. */
  readonly cashRounding: boolean
  /** Of so many visits of a car one wash is free; 0: none is. */
  readonly freeWashEvery: number
  /** Its stations ask who stands at them; what takes more trust is then approved by who has it. */
  readonly asksWho: boolean
}

/** Within this a wash begins after its order, minutes; of a site that promises nothing else. */
export const USUAL_PROMISE_MINUTES = 45

/** Hundredths of a percent: owners enter `8` or `6.5`, rules count in whole numbers. */
export const taxRateOf = (percent: number): number => Math.round(percent * 100)

/** What people at a site call a stage in a language, in the place of the product's word. */
export interface StageWord {
  readonly stage: Stage
  readonly language: Language
  readonly word: string
}

/** How the board speaks to the customers. */
export interface BoardSettings {
  /** What the owner tells them; empty for nothing. */
  readonly message: string
  /** The languages it turns through; empty: the one that its machine is set to. */
  readonly languages: Language[]
  readonly secondsPerLanguage: number
}

/** Of a site that has set nothing. */
export const USUAL_BOARD: BoardSettings = { message: '', languages: [], secondsPerLanguage: 15 }
