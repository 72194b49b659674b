'use client'

import { type ComponentProps, useMemo } from 'react'
import { Station } from '@/renderer/app/Station'
import { useKeptSettings } from '@/renderer/hosts/use-kept-settings'
import { webHost } from '@/renderer/hosts/web-host'
import { feedOf, webSource } from '@/renderer/hosts/web-source'
import type { FirstPicture } from './read-station'

export interface WebStationProps extends FirstPicture {
  readonly settings: ComponentProps<typeof Station>['settings']
}

/** Takes over what the server drew, and follows the log from there. */
export function WebStation({ snapshot, tenantId, role, account, moment, person, people, settings }: WebStationProps) {
  const web = useMemo(() => webSource(snapshot, { tenantId, account }), [snapshot, tenantId, account])
  const host = useMemo(
    () => webHost({ settings, role, person, people, tenantId, account, epoch: snapshot.epoch, ...web }),
    [settings, role, person, people, tenantId, account, snapshot, web],
  )
  const first = useMemo(() => ({ feed: feedOf(snapshot), moment }), [snapshot, moment])
  useKeptSettings(settings)
  return <Station source={web.source} host={host} settings={settings} first={first} />
}
