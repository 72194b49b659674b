import { SETTINGS } from '@/renderer/fixtures/fixture-host'
import { webHost } from '@/renderer/hosts/web-host'

/** The host of the station's page in a browser, of somebody of the staff. */
export const staffWebHost = () =>
  webHost({
    settings: SETTINGS,
    role: 'staff',
    person: { name: 'Siti', site: 'Ampang' },
    people: {},
    team: [],
    tenantId: 'main',
    account: 'user:1',
    debug: {} as never,
    waitingForOthers: async () => 0,
    shell: null,
  })
