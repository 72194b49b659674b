import { playDay } from '../support/one-day'
import { executable, startStation, stationFolder } from './station-app'

playDay(`a whole day of a site, its desk a desktop station [${executable.describe}]`, {
  opensWithoutServer: true,
  async open(server, network, clock) {
    const { dataDir, remove } = stationFolder()
    const start = () =>
      startStation({
        dataDir,
        clock,
        env: { AX_SERVER_URL: network.url, AX_STATION_KEY: server.stationKey, AX_ROLE: 'cashier' },
      })
    let station = await start()
    return {
      page: station.page,
      powerCut: () => station.kill(),
      async switchOn() {
        station = await start()
        return station.page
      },
      async close() {
        await station.close()
        remove()
      },
    }
  },
})
