import { FaultProxy } from '../support/fault-proxy'
import { type ServerOptions, startServer, type TestServer } from '../support/server'
import { type StationApp, startStation, stationFolder } from './station-app'

/** A server, a network to it that fails when told to, and one machine on whose folder a station is started again and again. */
export interface Workplace {
  readonly server: TestServer
  readonly proxy: FaultProxy
  readonly dataDir: string
  /** The station of before must be gone. */
  start(): Promise<StationApp>
  /** Ends all of it, the last station too; nothing is left. */
  end(): Promise<void>
}

export async function openWorkplace(options: ServerOptions = {}): Promise<Workplace> {
  const server = await startServer(options)
  const proxy = await FaultProxy.start(server.url)
  const { dataDir, remove } = stationFolder()
  const env = { AX_SERVER_URL: proxy.url, AX_STATION_KEY: server.stationKey }
  let station: StationApp | null = null
  return {
    server,
    proxy,
    dataDir,
    async start() {
      station = await startStation({ dataDir, env })
      return station
    },
    async end() {
      await station?.close()
      await proxy.stop()
      await server.stop()
      remove()
    },
  }
}
