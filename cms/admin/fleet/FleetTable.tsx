'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { StationRole } from '@/lib/domain/roles'
import type { RecoveryKind } from '@/lib/sync/protocol/station'
import { useBayName } from '../bays/BayNamesContext'
import { SiteTime } from '../site/SiteTime'
import { useMinute } from '../site/use-minute'
import { useWords } from '../words/use-words'
import { LastSeen } from './LastSeen'
import { StationBadge } from './StationBadge'
import { byUrgency, type StationSeen, stationState } from './station-state'

/** Milliseconds; stations report every minute. */
const REFRESH_EVERY = 30_000

export interface FleetStation extends StationSeen {
  readonly id: number | string
  readonly tenant: string
  readonly role: StationRole
  readonly bay?: string | null
  readonly appVersion?: string | null
  readonly lastRecovery?: RecoveryKind | null
  readonly lastRecoveryAt?: string | null
}

const RECOVERIES = {
  page_crashed: 'Page crashed',
  page_hung: 'Page hung',
  page_white: 'Page white',
  server_ended: 'Server ended',
  station_failed: 'Station failed',
  journal_broke: 'Journal broke',
} as const satisfies Readonly<Record<RecoveryKind, string>>

const ROLES = { bay: 'Bay', cashier: 'Cashier', board: 'Board' } as const satisfies Readonly<
  Record<StationRole, string>
>

/** Which bay it stands at, or what it is for. */
function Place({ station: { bay, role, tenant } }: { station: FleetStation }) {
  const say = useWords()
  return <span className="ax-quiet"> {useBayName(bay, tenant) ?? say(ROLES[role])}</span>
}

/** What it had to start again in the last 24 hours: how often, and the last of it. */
function Recovered({ station }: { station: FleetStation }) {
  const { recoveries, lastRecovery, lastRecoveryAt, tenant } = station
  const say = useWords()
  if (!recoveries) return '—'
  return (
    <span className="ax-last-seen">
      <span>
        {say('{count} × in 24 h', { count: recoveries })}
        {lastRecovery ? `: ${say(RECOVERIES[lastRecovery])}` : ''}
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
  const say = useWords()
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
            {(['State', 'Station', 'Last seen', 'Version'] as const).map((heading) => (
              <th key={heading} scope="col">
                {say(heading)}
              </th>
            ))}
            <th scope="col" className="ax-figure">
              {say('Events behind')}
            </th>
            <th scope="col" className="ax-figure">
              {say('Actions waiting')}
            </th>
            <th scope="col">{say('Recovered')}</th>
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
                <Place station={station} />
              </th>
              <td>
                <LastSeen instant={station.lastSeenAt} now={now} tenant={station.tenant} />
              </td>
              <td>
                {station.appVersion ?? '—'}
                {station.appVersion && version && station.appVersion !== version && (
                  <span className="ax-quiet"> {say('(server: {version})', { version })}</span>
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
