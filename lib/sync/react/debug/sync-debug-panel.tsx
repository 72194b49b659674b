'use client'

import { useMemo } from 'react'
import { useClient } from '../context'
import { clientSource } from './client-source'
import { ConnectionView, Timeline } from './connection-view'
import type { DebugSnapshot, SyncDebugSource } from './debug-source'
import { EventStream } from './event-stream'
import { LogView } from './log-view'
import { MetricsView } from './metrics-view'
import { PanelActions } from './panel-actions'
import { usePanelStyle } from './style'
import { useDebugSnapshot } from './use-debug-snapshot'
import { freshnessWords, STATE_TONES } from './words'

export interface SyncDebugPanelProps {
  /** Show it. Default: everywhere but in production. */
  readonly debug?: boolean
  readonly className?: string
  /** What to look at; default: the provider's own engine. */
  readonly source?: SyncDebugSource
}

/** Everything the engine knows of itself, for the engineer on call. Outside a provider it needs a `source`. */
export function SyncDebugPanel(props: SyncDebugPanelProps) {
  const { debug = process.env.NODE_ENV !== 'production', source } = props
  if (!debug) return null
  return source ? <Panel className={props.className} source={source} /> : <OwnPanel className={props.className} />
}

function OwnPanel({ className }: { readonly className?: string }) {
  const client = useClient()
  const source = useMemo(() => clientSource(client), [client])
  return <Panel className={className} source={source} />
}

function Panel({ className, source }: { readonly className?: string; readonly source: SyncDebugSource }) {
  usePanelStyle()
  const { snapshot, rates, now } = useDebugSnapshot(source)
  return (
    <section aria-label="Sync debug panel" className={className ? `axsync ${className}` : 'axsync'}>
      {snapshot ? (
        <>
          <header>
            <h2>Sync</h2>
            <span className="axsync-state" data-tone={STATE_TONES[snapshot.status.connectionState]} role="status">
              {snapshot.status.connectionState}
            </span>
            <Freshness snapshot={snapshot} />
          </header>
          <div className="axsync-body">
            <PanelActions source={source} />
            <ConnectionView snapshot={snapshot} now={now} />
            <Timeline snapshot={snapshot} />
            <MetricsView metrics={snapshot.metrics} rates={rates} />
            <EventStream events={snapshot.events} />
            <LogView log={snapshot.log} />
          </div>
        </>
      ) : (
        <header>
          <h2>Sync</h2>
        </header>
      )}
    </section>
  )
}

function Freshness({ snapshot }: { readonly snapshot: DebugSnapshot }) {
  const { text, tone } = freshnessWords(snapshot.status.freshness)
  return <span data-tone={tone}>{text}</span>
}
