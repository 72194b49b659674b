'use client'

import { useEffect, useState } from 'react'
// Named here, so that it is among this page's files and no file is missing when somebody opens it.
import '@/renderer/screens/debug/Connection'
import { Shell } from '@/renderer/app/Shell'
import { type KeptStation, keptStation } from '@/renderer/hosts/kept-station'
import { webSettingsHere } from '@/renderer/hosts/web-settings'
import { settingsFor } from '../settings-for'
import { WebStation } from '../web-station'
import { NothingKept } from './nothing-kept'

interface Opened {
  readonly station: KeptStation | null
  readonly settings: ReturnType<typeof webSettingsHere>
  /** Milliseconds since 1970. */
  readonly moment: number
}

/** The station as this browser kept it; it follows the server as soon as there is one again. */
export function KeptStationPage({ build }: { readonly build: string | null }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    const moment = Date.now()
    const asked = Object.fromEntries(new URLSearchParams(location.search))
    const settings = settingsFor(webSettingsHere(), asked)
    void keptStation(moment).then((station) => setOpened({ station, settings, moment }))
  }, [])
  if (!opened) return null
  const { station, settings, moment } = opened
  if (station) {
    const { currentAt, ...picture } = station
    return <WebStation {...picture} keptAt={currentAt} moment={moment} settings={settings} build={build} />
  }
  return (
    <Shell language={settings.language} theme={settings.theme} screen="cashier">
      <NothingKept />
    </Shell>
  )
}
