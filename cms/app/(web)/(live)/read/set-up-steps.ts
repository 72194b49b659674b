import type { Names } from '@/lib/domain/names'
import type { StationRole } from '@/lib/domain/roles'
import type { VehiclePrices } from '@/lib/domain/rules/vehicle-prices'
import type { Tenant } from '../../../../payload-types'

/** What a site needs before its first customer, in the order it is best done. */
export const NEEDED_STEPS = ['name', 'tax', 'prices', 'steps', 'bays'] as const
/** What makes the work easier, whenever the owner wants it. */
export const FURTHER_STEPS = ['people', 'printers', 'whatsapp', 'freeWash', 'station', 'order'] as const
export type SetUpStep = (typeof NEEDED_STEPS)[number] | (typeof FURTHER_STEPS)[number]

/** Fields of the site that its page sets. */
export const SITE_FIELDS = [
  'name',
  'currency',
  'registrationNumber',
  'cashRounding',
  'opensAt',
  'closesAt',
  'taxPercent',
  'taxOnTop',
  'taxName',
  'taxNumber',
  'whatsappNumber',
  'freeWashEvery',
  'askWho',
] as const

/** What an owner sets of the site itself, and its row id. */
export type SiteSetUp = Pick<Tenant, 'id' | (typeof SITE_FIELDS)[number]>

/** One service on sale, with its price for each type of vehicle in sen. */
export interface SetUpService {
  readonly id: number
  readonly name: string
  readonly prices: VehiclePrices
  /** What the washer does, in order. */
  readonly steps: readonly ServiceStep[]
  /** Short names of its options, which jobs call beside the steps. */
  readonly optionIds: readonly string[]
  /** Whether an order of it is a visit on the way to a free wash. */
  readonly countsAsVisit: boolean
}

/** One step of a service, and what jobs call it. */
export interface ServiceStep {
  readonly key: string
  readonly name: string
  /** What it is in other languages. */
  readonly names: Names
  readonly minutes: number
}

/** How far the site is set up, and what is there. */
export interface SetUp {
  /** Steps whose result is there. */
  readonly done: readonly SetUpStep[]
  readonly site: SiteSetUp
  readonly services: readonly SetUpService[]
  /** In the order people walk past them. */
  readonly bays: readonly BayRow[]
  /** What the site is called in addresses and rows. */
  readonly tenantId: string
  readonly people: { readonly team: number; readonly accounts: number }
  /** Those beside the one of the server's own machine. */
  readonly stations: readonly StationRow[]
  /** How far machines are that choose themselves what they are for, by the ids of their codes. */
  readonly choices: Readonly<Record<string, 'choosing' | 'chosen'>>
  /** Those of desks, and what else has one. */
  readonly printers: readonly StationRow[]
  readonly place: ServerPlace
}

/** A bay, and what stations and the log call it. */
export interface BayRow {
  readonly id: number
  readonly bayId: string
  readonly name: string
}

/** A station of the fleet. */
export interface StationRow {
  readonly id: number
  readonly name: string
  /** Its machine has come. */
  readonly hasKey: boolean
  readonly role: StationRole
  /** It said that a receipt printer is set on its machine. */
  readonly hasPrinter: boolean
}

/** Where the server is on its network. */
export interface ServerPlace {
  /** Names or numbers of this machine, the likeliest first; none where it answers itself alone. */
  readonly hosts: readonly string[]
  /** Of the key with which it speaks TLS to stations; `null` where it does not. */
  readonly fingerprint: string | null
}

/** Whether what a site needs before its first customer is there. */
export const isSetUp = ({ done }: SetUp): boolean => NEEDED_STEPS.every((step) => done.includes(step))
