import { keyHolder } from '../support/keys'
import { proveMainJobs } from '../support/main-jobs/prove'
import { executable, startStation, stationFolder } from './station-app'

proveMainJobs(`the main jobs of the desktop station [${executable.describe}]`, {
  where: 'electron',
  async open(server, networks) {
    const kiosk = await keyHolder(server, 'stations', { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
    const start = async (url: string, key: string, env: Record<string, string>) => {
      const folder = stationFolder()
      const station = await startStation({
        dataDir: folder.dataDir,
        env: { AX_SERVER_URL: url, AX_STATION_KEY: key, ...env },
      })
      return { station, folder }
    }
    const desk = await start(networks.desk.url, server.stationKey, { AX_ROLE: 'cashier' })
    const bay = await start(networks.bay.url, kiosk.key, { AX_ROLE: 'bay', AX_BAY: 'bay-1' })
    return {
      desk: desk.station.page,
      bay: bay.station.page,
      async close() {
        for (const { station, folder } of [desk, bay]) {
          await station.close()
          folder.remove()
        }
      },
    }
  },
})
