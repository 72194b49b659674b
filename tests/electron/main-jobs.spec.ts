import { liftHoldOff } from '../support/hold-off'
import { keyHolder } from '../support/keys'
import { proveMainJobs } from '../support/main-jobs/prove'
import { executable, startStation, stationFolder } from './station-app'

proveMainJobs(`the main jobs of the desktop station [${executable.describe}]`, {
  where: 'electron',
  async open(at, { server, url }) {
    const kiosk = { name: 'kiosk-1', role: 'bay', bay: 'bay-1' }
    const env: Record<string, string> =
      at === 'desk'
        ? { AX_STATION_KEY: server.stationKey, AX_ROLE: 'cashier' }
        : { AX_STATION_KEY: (await keyHolder(server, 'stations', kiosk)).key, AX_ROLE: 'bay', AX_BAY: 'bay-1' }
    const folder = stationFolder()
    const station = await startStation({
      dataDir: folder.dataDir,
      env: { AX_SERVER_URL: url, ...env },
      asForPeople: true,
    })
    // Once each: with the server cut nothing moves, and nobody is held off.
    await liftHoldOff(station.page, '(prefers-reduced-motion: reduce)')
    return {
      page: station.page,
      async close() {
        await station.close()
        folder.remove()
      },
    }
  },
})
