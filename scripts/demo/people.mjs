const STATES = ['W', 'V', 'B', 'P', 'J', 'K', 'N', 'M', 'A', 'Q', 'S']
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXY'
const NAMES = [
  'Siti Hajar',
  'Lee Chong Keat',
  'Kavitha Devi',
  'Mohd Hafiz',
  'Wong Li Na',
  'Rajesh Pillai',
  'Farah Nadia',
]

/** A Malaysian number plate. */
function plate(random) {
  const letters = Array.from({ length: 1 + random.below(2) }, () => LETTERS[random.below(LETTERS.length)]).join('')
  return `${random.pick(STATES)}${letters} ${1 + random.below(9999)}`
}

function customer(random) {
  if (random.chance(0.4)) return null
  return { name: random.pick(NAMES), phone: `+6012${String(3_000_000 + random.below(6_999_999))}` }
}

/** A new order as the cashier would take it, from the services on offer. */
export function newOrder(random, services) {
  const bike = random.chance(0.12)
  const fitting = services.filter((service) => service.serviceId.startsWith('bike') === bike)
  const service = random.pick(fitting.length > 0 ? fitting : services)
  const optionIds = (service.options ?? []).filter(() => random.chance(0.25)).map((option) => option.optionId)
  return {
    plate: plate(random),
    vehicleType: bike
      ? random.pick(['regular_bike', 'heavy_bike'])
      : random.weighted([
          [6, 'sedan'],
          [3, 'mpv_van'],
          [1, 'large_pickup'],
        ]),
    services: [{ serviceId: service.serviceId, optionIds }],
    queue: random.weighted([
      [8, 'regular'],
      [1.5, 'vip'],
      [0.5, 'remnant'],
    ]),
    customer: customer(random),
  }
}
