import { axeFindings, expect, smallTargets, test } from './station-page'

const SCREENS = {
  cashier: '?role=cashier',
  'cashier offline': '?role=cashier&state=stale',
  'cashier without orders': '?role=cashier&empty',
  'bay with a job': '?role=bay&bay=bay-1',
  'bay idle': '?role=bay&bay=bay-4',
  'bay out of service': '?role=bay&bay=bay-6',
  'bay unknown': '?role=bay&bay=none',
  board: '?role=board',
  'first run': '?first',
  gallery: '?role=cashier#/gallery',
} as const

for (const [name, query] of Object.entries(SCREENS)) {
  for (const look of ['light', 'dark', 'contrast']) {
    test(`axe finds nothing: ${name}, ${look}`, async ({ openStation }) => {
      const page = await openStation(`${query}&theme=${look}`)
      expect(await axeFindings(page)).toEqual([])
    })
  }
  test(`targets are large enough: ${name}`, async ({ openStation }) => {
    const page = await openStation(query)
    expect(await smallTargets(page, name.startsWith('bay') ? 56 : 44)).toEqual([])
  })
}
