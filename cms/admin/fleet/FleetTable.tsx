'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { RecoveryKind } from '@/lib/sync/protocol/station'
import { SiteTime } from '../site/SiteTime'
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
  readonly lastRecovery?: RecoveryKind | null
  readonly lastRecoveryAt?: string | null
}

const RECOVERIES: Readonly<Record<RecoveryKind, string>> = {
  page_crashed: 'page crashed',
  page_hung: 'page hung',
  page_white: 'page stayed empty',
  server_ended: 'server ended',
  station_failed: 'program failed',
  journal_broke: 'journal repaired',
}

/** What it had to start again in the last 24 hours: how often, and the last of it. */
function Recovered({ station }: { station: FleetStation }) {
  const { recoveries, lastRecovery, lastRecoveryAt, tenant } = station
  if (!recoveries) return '—'
  return (
    <span className="ax-last-seen">
      <span>
        {recoveries} × in 24 h{lastRecovery ? `: ${RECOVERIES[lastRecovery]}` : ''}
      </span>
      <span className="ax-quiet">{lastRecoveryAt && <SiteTime instant={lastRecoveryAt} tenant={tenant} />}</span>
    </span>
  )
}

interface FleetTableProps {
  readonly stations: readonly FleetStation[]
  /** Of the server. */
  readonly version: string | null
  /** When the server looked, milliseconds since 1970. */
  readonly drawn: number
}

/** The stations, problems first, kept up to date while somebody looks. */
export function FleetTable({ stations, version, drawn }: FleetTableProps) {
  const now = useMinute(drawn)
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
            <th scope="col">Recovered</th>
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
                <LastSeen instant={station.lastSeenAt} now={now} tenant={station.tenant} />
              </td>
              <td>
                {station.appVersion ?? '—'}
                {station.appVersion && version && station.appVersion !== version && (
                  <span className="ax-quiet"> (server: {version})</span>
                )}
              </td>
              <td className="ax-figure">{station.behind ?? '—'}</td>
              <td className="ax-figure">{station.waiting ?? '—'}</td>
              <td>
                <Recovered station={station} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
