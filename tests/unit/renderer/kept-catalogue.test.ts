import { expect, test } from 'vitest'
import { type Catalogue, USUAL_BOARD, USUAL_PROMISE_MINUTES } from '@/lib/domain'
import { EMPTY_LETTERHEAD } from '@/lib/domain/site'
import { KeptCatalogue } from '@/renderer/hosts/kept-catalogue'

const priced = (price: number): Catalogue => ({
  services: [{ serviceId: 'basic-wash', name: 'Basic', price, active: true, surcharges: {}, options: [], steps: [] }],
  billing: true,
  cleaningAfterJob: false,
  discountLimits: { staff: 30, cashier: 0 },
  taxRate: 800,
  cashRounding: true,
  freeWashEvery: 0,
  letterhead: EMPTY_LETTERHEAD,
  who: { ask: true, lockAfter: 5 },
  currency: 'MYR',
  whatsappNumber: null,
  timeZone: null,
  siteName: '',
  promiseMinutes: USUAL_PROMISE_MINUTES,
  hours: { opensAt: null, closesAt: null },
  board: USUAL_BOARD,
  stageWords: [],
  names: {},
})

/** A browser's storage: its keys are properties of its own. */
function browserStorage(entries: Record<string, string> = {}): Storage {
  const methods = {
    getItem: (key: string) => entries[key] ?? null,
    setItem(key: string, value: string) {
      entries[key] = value
    },
    removeItem(key: string) {
      delete entries[key]
    },
  }
  return new Proxy(entries, { get: (_, name) => Reflect.get(methods, name) }) as unknown as Storage
}

const SITI = { account: 'user:1', tenantId: 'main' }

test('the kept price list is that of the account and the site, nobody else’s', () => {
  const storage = browserStorage({ 'ax-station-catalogue': JSON.stringify(priced(1)), other: 'stays' })
  const keptBy = (owner: typeof SITI) => new KeptCatalogue(owner, () => storage)
  expect(keptBy(SITI).read()).toBeNull()
  keptBy(SITI).write(priced(1_500))
  expect(keptBy(SITI).read()).toEqual(priced(1_500))
  expect(keptBy({ ...SITI, account: 'user:2' }).read()).toBeNull()
  expect(keptBy({ ...SITI, tenantId: 'other' }).read()).toBeNull()
  keptBy({ ...SITI, account: 'user:2' }).write(priced(9))
  expect(keptBy(SITI).read()).toBeNull()
  expect(Object.keys(storage)).toEqual(['other', 'ax-station-catalogue user:2 main'])
})

test('a storage that is forbidden or holds something else costs only the list', () => {
  const forbidden = new KeptCatalogue(SITI, () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  forbidden.write(priced(1))
  expect(forbidden.read()).toBeNull()
  expect(new KeptCatalogue(SITI, () => browserStorage({ 'ax-station-catalogue user:1 main': '{' })).read()).toBeNull()
})
