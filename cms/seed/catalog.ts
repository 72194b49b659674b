import type { Service } from '../payload-types'

/** The price list a new site starts with; the owner changes it in the admin panel. Prices in sen. */

/** Its names in Malay, Chinese and Tamil. */
const IN_OTHER_LANGUAGES = {
  'Basic Wash': ['Cucian asas', '基本洗车', 'அடிப்படை கழுவல்'],
  'Premium Wash': ['Cucian premium', '精致洗车', 'பிரீமியம் கழுவல்'],
  'Wax & Polish': ['Lilin & gilap', '打蜡抛光', 'மெழுகு & பாலிஷ்'],
  'Interior Detailing': ['Cucian dalaman', '内饰精洗', 'உட்புறச் சுத்தம்'],
  'Bike Wash': ['Cucian motosikal', '摩托车清洗', 'பைக் கழுவல்'],
  'Engine Bay Clean': ['Cucian ruang enjin', '发动机舱清洗', 'இன்ஜின் பகுதிச் சுத்தம்'],
  'Pre-wash': ['Pracuci', '预洗', 'முன் கழுவல்'],
  'Soap & Scrub': ['Sabun & gosok', '打泡擦洗', 'சோப்பு & தேய்ப்பு'],
  Rinse: ['Bilas', '冲洗', 'அலசல்'],
  Dry: ['Keringkan', '擦干', 'உலர்த்தல்'],
  'Snow foam': ['Buih salji', '雪花泡沫', 'நுரைத் தெளிப்பு'],
  'Wheels & arches': ['Roda & lengkung roda', '轮毂与轮拱', 'சக்கரங்கள் & வளைவுகள்'],
  'Clay bar': ['Tanah liat', '洗车泥', 'கிளே பார்'],
  Polish: ['Gilap', '抛光', 'பாலிஷ்'],
  Wax: ['Lilin', '打蜡', 'மெழுகு'],
  'Final check': ['Semakan akhir', '最后检查', 'இறுதிச் சோதனை'],
  Vacuum: ['Vakum', '吸尘', 'தூசி உறிஞ்சல்'],
  'Seat shampoo': ['Syampu tempat duduk', '座椅清洗', 'இருக்கை ஷாம்பு'],
  'Dashboard & panels': ['Papan pemuka & panel', '仪表台与饰板', 'டாஷ்போர்டு & பேனல்கள்'],
  Glass: ['Cermin', '玻璃', 'கண்ணாடி'],
  'Cover electrics': ['Tutup bahagian elektrik', '遮盖电器', 'மின் பாகங்களை மூடல்'],
  Degrease: ['Nyahgris', '去油污', 'எண்ணெய் நீக்கல்'],
  'Rinse & dry': ['Bilas & keringkan', '冲洗并擦干', 'அலசி உலர்த்தல்'],
  'Tyre shine': ['Kilat tayar', '轮胎上光', 'டயர் பளபளப்பு'],
  'Air freshener': ['Pewangi', '车内香氛', 'நறுமணம்'],
  'Quick wax': ['Lilin pantas', '快速打蜡', 'விரைவு மெழுகு'],
  'Headlight polish': ['Gilap lampu hadapan', '大灯抛光', 'முகப்பு விளக்கு பாலிஷ்'],
  'Leather care': ['Penjagaan kulit', '真皮护理', 'தோல் பராமரிப்பு'],
  'Odour treatment': ['Rawatan bau', '除味', 'துர்நாற்ற நீக்கம்'],
  'Chain clean & lube': ['Cuci & lincir rantai', '链条清洁润滑', 'செயின் சுத்தம் & எண்ணெய்'],
} as const

type Name = keyof typeof IN_OTHER_LANGUAGES

function named(name: Name) {
  const [ms, zh, ta] = IN_OTHER_LANGUAGES[name]
  return { name, names: { ms, zh, ta } }
}

const step = (key: string, name: Name, minutes: number) => ({ key, ...named(name), minutes })
const option = (optionId: string, name: Name, price: number, minutes: number) => ({
  ...{ optionId, ...named(name), price, minutes },
})

type Offered = Pick<Service, 'serviceId' | 'name' | 'names' | 'price' | 'steps' | 'options' | 'surcharges'>

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
    ...named('Basic Wash'),
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
    ...named('Premium Wash'),
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
    ...named('Wax & Polish'),
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
    ...named('Interior Detailing'),
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
    ...named('Bike Wash'),
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
    ...named('Engine Bay Clean'),
    price: 4500,
    steps: [step('cover', 'Cover electrics', 5), step('degrease', 'Degrease', 15), step('rinse', 'Rinse & dry', 10)],
    options: [],
    surcharges: [],
  },
] satisfies Offered[]
