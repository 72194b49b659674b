import type { Service } from '../payload-types'

/** The price list a new site starts with; the owner changes it in the admin panel. Prices in sen. */

const step = (key: string, name: string, minutes: number) => ({ key, name, minutes })
const option = (optionId: string, name: string, price: number, minutes: number) => ({ optionId, name, price, minutes })

type Offered = Pick<Service, 'serviceId' | 'name' | 'price' | 'steps' | 'options' | 'surcharges'>

/** What a larger vehicle costs more. */
const BIGGER: Offered['surcharges'] = [
  { vehicleType: 'mpv_van', price: 500 },
  { vehicleType: 'large_pickup', price: 800 },
]

const SHINE = option('tyre-shine', 'Tyre shine', 500, 5)
const FRESH = option('air-freshener', 'Air freshener', 300, 0)

export const STARTER_SERVICES = [
  {
    serviceId: 'basic-wash',
    name: 'Basic Wash',
    price: 1500,
    steps: [
      step('pre-wash', 'Pre-wash', 5),
      step('soap', 'Soap & Scrub', 15),
      step('rinse', 'Rinse', 5),
      step('dry', 'Dry', 5),
    ],
    options: [SHINE, FRESH],
    surcharges: BIGGER,
  },
  {
    serviceId: 'premium-wash',
    name: 'Premium Wash',
    price: 3500,
    steps: [
      step('pre-wash', 'Pre-wash', 5),
      step('snow-foam', 'Snow foam', 8),
      step('soap', 'Soap & Scrub', 15),
      step('wheels', 'Wheels & arches', 7),
      step('rinse', 'Rinse', 5),
      step('dry', 'Dry', 5),
    ],
    options: [SHINE, FRESH, option('quick-wax', 'Quick wax', 1200, 10)],
    surcharges: BIGGER,
  },
  {
    serviceId: 'wax-polish',
    name: 'Wax & Polish',
    price: 8500,
    steps: [
      step('clay', 'Clay bar', 20),
      step('polish', 'Polish', 40),
      step('wax', 'Wax', 20),
      step('check', 'Final check', 10),
    ],
    options: [option('headlights', 'Headlight polish', 2500, 15)],
    surcharges: [
      { vehicleType: 'mpv_van', price: 2000 },
      { vehicleType: 'large_pickup', price: 2500 },
    ],
  },
  {
    serviceId: 'interior-detailing',
    name: 'Interior Detailing',
    price: 12_000,
    steps: [
      step('vacuum', 'Vacuum', 20),
      step('shampoo', 'Seat shampoo', 35),
      step('dashboard', 'Dashboard & panels', 15),
      step('glass', 'Glass', 10),
    ],
    options: [option('leather', 'Leather care', 4000, 20), option('odour', 'Odour treatment', 3500, 15)],
    surcharges: [{ vehicleType: 'mpv_van', price: 3000 }],
  },
  {
    serviceId: 'bike-wash',
    name: 'Bike Wash',
    price: 800,
    steps: [step('rinse', 'Rinse', 3), step('soap', 'Soap & Scrub', 8), step('dry', 'Dry', 4)],
    options: [option('chain', 'Chain clean & lube', 700, 8)],
    surcharges: [
      { vehicleType: 'heavy_bike', price: 400 },
      { vehicleType: 'very_heavy_bike', price: 700 },
    ],
  },
  {
    serviceId: 'engine-bay',
    name: 'Engine Bay Clean',
    price: 4500,
    steps: [step('cover', 'Cover electrics', 5), step('degrease', 'Degrease', 15), step('rinse', 'Rinse & dry', 10)],
    options: [],
    surcharges: [],
  },
] satisfies Offered[]
