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
export function WebStation({ snapshot, tenantId, role, moment, settings }: WebStationProps) {
  const { source, debug } = useMemo(() => webSource(snapshot, tenantId), [snapshot, tenantId])
  const host = useMemo(
    () => webHost({ settings, role, tenantId, epoch: snapshot.epoch, debug }),
    [settings, role, tenantId, snapshot, debug],
  )
  const first = useMemo(() => ({ feed: feedOf(snapshot), moment }), [snapshot, moment])
  useKeptSettings(settings)
  return <Station source={source} host={host} settings={settings} first={first} />
}
