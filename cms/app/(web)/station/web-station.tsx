'use client'

import { type ComponentProps, useEffect, useMemo } from 'react'
import { Station } from '@/renderer/app/Station'
import type { StationPage } from '@/renderer/hosts/kept-station'
import { OfflineShell } from '@/renderer/hosts/offline-shell'
import { useKeptSettings } from '@/renderer/hosts/use-kept-settings'
import { webHost } from '@/renderer/hosts/web-host'
import { feedOf, webSource } from '@/renderer/hosts/web-source'
import type { FirstPicture } from './read-station'

export interface WebStationProps extends FirstPicture {
  readonly settings: ComponentProps<typeof Station>['settings']
  /** The build this page is of; `null` where no worker keeps it. */
  readonly build: string | null
  /** ISO 8601; when the picture was last known to be current, where it is not the server's own but was kept here. */
  readonly keptAt?: string
}

/** Takes over what the server drew, or this browser kept, and follows the log from there. */
export function WebStation({
  snapshot,
  tenantId,
  role,
  account,
  moment,
  person,
  people,
  team,
  settings,
  build,
  keptAt,
}: WebStationProps) {
  const page: StationPage = useMemo(
    () => ({ tenantId, role, account, person, people, team }),
    [tenantId, role, account, person, people, team],
  )
  const feed = useMemo(() => feedOf(snapshot, keptAt), [snapshot, keptAt])
  const web = useMemo(() => {
    const currentAt = keptAt ?? new Date(moment).toISOString()
    return webSource(feed, { tenantId, account, currentAt, keep: keptAt === undefined ? page : null })
  }, [feed, tenantId, account, keptAt, moment, page])
  const shell = useMemo(() => (build ? new OfflineShell(build) : null), [build])
  const host = useMemo(() => webHost({ settings, shell, ...page, ...web }), [settings, shell, page, web])
  const first = useMemo(() => ({ feed, moment }), [feed, moment])
  useKeptSettings(settings)
  useEffect(() => shell?.start(), [shell])
  useEffect(() => {
    // Who catches up with what happens at the site was not away.
    let away = true
    return web.source.subscribe(({ status }) => {
      if (status?.freshness.kind === 'stale') away = true
      if (status?.freshness.kind !== 'current' || !away) return
      away = false
      shell?.look()
    })
  }, [web, shell])
  return <Station source={web.source} host={host} settings={settings} first={first} />
}
