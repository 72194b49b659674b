'use client'

import { useMemo } from 'react'
import type { DebugSnapshot } from '../../debug/debug-feed'
import { useClient } from '../context'
import { clientSource } from './client-source'
import { ConnectionView, StorageView } from './connection-view'
import type { SyncDebugSource } from './debug-source'
import { EventStream } from './event-stream'
import { LogView } from './log-view'
import { MetricsView } from './metrics-view'
import { PanelActions } from './panel-actions'
import { usePanelStyle } from './style'
import { Timeline } from './timeline'
import { useDebugSnapshot } from './use-debug-snapshot'
import { countdown, freshnessWords, STATE_TONES } from './words'

/** What bundlers put in its place; other projects need no types of Node for it. */
declare const process: { readonly env: { readonly NODE_ENV?: string } }

export interface SyncDebugPanelProps {
  /** Show it. Default: everywhere but in production. */
  readonly debug?: boolean | undefined
  readonly className?: string | undefined
  /** What to look at; default: the provider's own engine. */
  readonly source?: SyncDebugSource | undefined
}

/** Everything the engine knows of itself, for the engineer on call. Outside a provider it needs a `source`. */
export function SyncDebugPanel(props: SyncDebugPanelProps) {
  const { debug = process.env.NODE_ENV !== 'production', source } = props
  if (!debug) return null
  return source ? <Panel className={props.className} source={source} /> : <OwnPanel className={props.className} />
}

function OwnPanel({ className }: { readonly className: string | undefined }) {
  const client = useClient()
  const source = useMemo(() => clientSource(client), [client])
  return <Panel className={className} source={source} />
}

function Panel({ className, source }: { readonly className: string | undefined; readonly source: SyncDebugSource }) {
  usePanelStyle()
  const { snapshot, samples, now, failure } = useDebugSnapshot(source)
  return (
    <section
      aria-label="Sync debug panel"
      // English whatever the page speaks: it is for the engineers of all sites.
      lang="en"
      className={className ? `axsync ${className}` : 'axsync'}
    >
      <header>
        <h2>Sync{source.name && ` of ${source.name}`}</h2>
        {snapshot && <Headline snapshot={snapshot} now={now} />}
        {failure !== null && (
          <span role="alert" data-tone="bad">
            Cannot be read: {failure}
          </span>
        )}
      </header>
      {snapshot && (
        <div className="axsync-body">
          <PanelActions source={source} />
          <ConnectionView snapshot={snapshot} now={now} />
          <StorageView snapshot={snapshot} />
          <Timeline history={snapshot.history} now={now} />
          <MetricsView metrics={snapshot.metrics} samples={samples} history={snapshot.history} now={now} />
          <EventStream events={snapshot.events} skipped={snapshot.skippedEvents} />
          <LogView log={snapshot.log} />
        </div>
      )}
    </section>
  )
}

/** The few things to know before anything else. */
function Headline({ snapshot: { status }, now }: { readonly snapshot: DebugSnapshot; readonly now: number }) {
  const { text, tone } = freshnessWords(status.freshness)
  const next = countdown(status.nextRetryAt, now)
  return (
    <>
      <span className="axsync-state" data-tone={STATE_TONES[status.connectionState]} role="status">
        {status.connectionState}
      </span>
      <span data-tone={tone}>{text}</span>
      {next && (
        <span className="axsync-dim">
          {status.transport === 'polling' ? 'stream retry' : 'next attempt'} {next}
        </span>
      )}
      {status.pendingCommands > 0 && <span data-tone="warn">{status.pendingCommands} waiting to be sent</span>}
    </>
  )
}
