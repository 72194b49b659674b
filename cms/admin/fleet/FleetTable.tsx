'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useMinute } from '../site/use-minute'
import { LastSeen } from './LastSeen'
import { StationBadge } from './StationBadge'
import { byUrgency, type StationSeen, stationState } from './station-state'

/** Milliseconds; stations report every minute. */
const REFRESH_EVERY = 30_000

export interface FleetStation extends StationSeen {
  readonly id: number | string
  readonly tenant: string
  readonly role: string
  readonly bay?: string | null
  readonly appVersion?: string | null
}

/** The stations, problems first, kept up to date while somebody looks. */
export function FleetTable({ stations, version }: { stations: readonly FleetStation[]; version: string | null }) {
  const now = useMinute()
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), REFRESH_EVERY)
    return () => clearInterval(timer)
  }, [router])
  return (
    <div className="ax-scroll">
      <table className="ax-table">
        <thead>
          <tr>
            {['State', 'Station', 'Last seen', 'Version'].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            <th scope="col" className="ax-figure">
              Events behind
            </th>
            <th scope="col" className="ax-figure">
              Actions waiting
            </th>
          </tr>
        </thead>
        <tbody>
          {stations.toSorted(byUrgency(now)).map((station) => (
            <tr key={station.id}>
              <td>
                <StationBadge state={stationState(station, now)} />
              </td>
              <th scope="row">
                <a href={`/admin/collections/stations/${station.id}`}>{station.name}</a>
                <span className="ax-quiet"> {station.bay ?? station.role}</span>
              </th>
              <td>
                <LastSeen instant={station.lastSeenAt} tenant={station.tenant} />
              </td>
              <td>
                {station.appVersion ?? '—'}
                {station.appVersion && version && station.appVersion !== version && (
                  <span className="ax-quiet"> (server: {version})</span>
                )}
              </td>
              <td className="ax-figure">{station.behind ?? '—'}</td>
              <td className="ax-figure">{station.waiting ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
