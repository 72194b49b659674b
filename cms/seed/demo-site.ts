import type { VehicleType } from '@/lib/domain'

/** A busy morning at a site in Kuala Lumpur, as the demo shows it. */

export const DEMO_RECEIPT = {
  address: '18 Jalan Telawi 3\nBangsar Baru, 59100 Kuala Lumpur',
  registrationNumber: '202401009876',
  taxNumber: 'W10-2401-32000017',
  taxName: 'SST',
  taxPercent: 8,
}

/** How far an order has come. */
type DemoPlace =
  | { readonly at: 'queue'; readonly queue: 'regular' | 'vip' | 'remnant'; readonly stage?: 'open' }
  | { readonly at: 'bay'; readonly bay: string; readonly doneSteps: number; readonly paused?: true }
  | { readonly at: 'billed' }
  | { readonly at: 'paid'; readonly method: 'cash' | 'card' | 'online' }
  | { readonly at: 'completed'; readonly method: 'cash' | 'card' | 'online' }
  | { readonly at: 'cancelled'; readonly reason: string }

export interface DemoOrder {
  readonly plate: string
  readonly vehicle: VehicleType
  readonly services: readonly (readonly [serviceId: string, ...optionIds: string[]])[]
  readonly customer?: readonly [name: string, phone: string]
  readonly notes?: string
  readonly whatsapp?: true
  readonly discount?: number
  /** Minutes before the seeding at which it was taken. */
  readonly minutesAgo: number
  readonly place: DemoPlace
}

const basic = [['basic-wash']] as const
const premium = [['premium-wash']] as const
const bike = [['bike-wash']] as const

export const DEMO_ORDERS: readonly DemoOrder[] = [
  // Gone home.
  order('WA 4821 K', 'sedan', basic, 245, { at: 'completed', method: 'cash' }),
  order(
    'BPM 7703',
    'mpv_van',
    premium,
    230,
    { at: 'completed', method: 'card' },
    { customer: ['Nurul Aisyah', '+60123456701'] },
  ),
  order('VDR 1188', 'sedan', [['basic-wash', 'tyre-shine']], 214, { at: 'completed', method: 'online' }),
  order('JTK 9054', 'regular_bike', bike, 205, { at: 'completed', method: 'cash' }),
  order(
    'WXY 6612',
    'large_pickup',
    premium,
    190,
    { at: 'completed', method: 'card' },
    { customer: ['Tan Wei Jian', '+60123456702'], whatsapp: true },
  ),
  order('PKA 3390', 'sedan', basic, 176, { at: 'completed', method: 'cash' }),
  order('BQE 245', 'sedan', [['wax-polish']], 170, { at: 'completed', method: 'card' }, { discount: 500 }),
  order('KDL 5127', 'mpv_van', basic, 150, { at: 'cancelled', reason: 'Customer could not wait' }),

  // Washed, at the counter.
  order(
    'VGH 8032',
    'sedan',
    premium,
    131,
    { at: 'paid', method: 'online' },
    { customer: ['Priya Raman', '+60123456703'], whatsapp: true },
  ),
  order('WC 77 T', 'sedan', basic, 118, { at: 'paid', method: 'cash' }),
  order(
    'NDA 4410',
    'mpv_van',
    [['basic-wash', 'air-freshener']],
    96,
    { at: 'billed' },
    { customer: ['Lim Siew Ling', '+60123456704'] },
  ),
  order('BRF 6190', 'sedan', premium, 90, { at: 'billed' }),

  // In the bays.
  order(
    'WWD 2056',
    'sedan',
    basic,
    52,
    { at: 'bay', bay: 'bay-1', doneSteps: 2 },
    { customer: ['Ahmad Faizal', '+60123456705'], whatsapp: true },
  ),
  order(
    'VJM 9921',
    'mpv_van',
    [['premium-wash', 'quick-wax']],
    58,
    { at: 'bay', bay: 'bay-2', doneSteps: 1 },
    { notes: 'Scratch on the left rear door was there before.' },
  ),
  order('BND 318', 'large_pickup', [['interior-detailing', 'leather']], 74, {
    at: 'bay',
    bay: 'bay-3',
    doneSteps: 1,
    paused: true,
  }),

  // Waiting.
  order(
    'VIP 8',
    'sedan',
    [['wax-polish', 'headlights']],
    31,
    { at: 'queue', queue: 'vip', stage: 'open' },
    { customer: ['Datin Rosmah Ali', '+60123456706'], whatsapp: true },
  ),
  order('QAA 1029', 'mpv_van', premium, 24, { at: 'queue', queue: 'vip' }),
  order('WVT 3345', 'sedan', basic, 44, { at: 'queue', queue: 'regular', stage: 'open' }),
  order('BMK 7250', 'sedan', [['basic-wash', 'tyre-shine', 'air-freshener']], 39, { at: 'queue', queue: 'regular' }),
  order(
    'SYB 6604',
    'sedan',
    premium,
    33,
    { at: 'queue', queue: 'regular' },
    { customer: ['Muthu Kumaran', '+60123456707'] },
  ),
  order('JSA 8810', 'heavy_bike', [['bike-wash', 'chain']], 21, { at: 'queue', queue: 'regular' }),
  order('WD 5583 N', 'large_pickup', [['basic-wash'], ['engine-bay']], 14, { at: 'queue', queue: 'regular' }),
  order(
    'PMQ 414',
    'sedan',
    basic,
    6,
    { at: 'queue', queue: 'regular' },
    { customer: ['Chong Mei Yee', '+60123456708'] },
  ),
  order(
    'VFK 2901',
    'sedan',
    [['interior-detailing', 'odour']],
    48,
    { at: 'queue', queue: 'remnant' },
    { notes: 'Will come back for it after 5 pm.' },
  ),
]

function order(
  plate: string,
  vehicle: VehicleType,
  services: DemoOrder['services'],
  minutesAgo: number,
  place: DemoPlace,
  more: Partial<DemoOrder> = {},
): DemoOrder {
  return { plate, vehicle, services, minutesAgo, place, ...more }
}
