import type { ConnectionMoment } from '../../connection/history'
import type { SyncMetrics } from '../../metrics/metrics'
import { Chart, ShareChart } from './chart'
import type { DebugSample } from './use-debug-snapshot'
import { duration, number, percent } from './words'

export interface MetricsViewProps {
  readonly metrics: SyncMetrics | null
  readonly samples: readonly DebugSample[]
  readonly history: readonly ConnectionMoment[]
  readonly now: number
}

/** The documented figures, each with a small picture of how it came about. */
export function MetricsView({ metrics, samples, history, now }: MetricsViewProps) {
  if (!metrics) return null
  const rates = samples.map(({ events }) => events)
  const fallbacks = stays(history, 'polling_fallback', now)
  const { recoveryTimes, latencies } = metrics
  const since = now - Date.parse(metrics.startedAt)
  const polling = since > 0 ? Math.min(1 - metrics.uptimeShare, metrics.fallbackTime / since) : 0
  return (
    <section aria-label="Metrics" className="axsync-wide">
      <h3>Metrics</h3>
      <div className="axsync-charts">
        <Chart
          label="Events per second"
          value={metrics.eventsPerSecond.toFixed(1)}
          note={`60 s · peak ${number(Math.max(0, ...rates))} · ${number(metrics.totalEvents)} in all`}
          values={rates}
          room={60}
          look="bars"
        />
        <Chart
          label="Latency"
          value={latencies.length === 0 ? 'none yet' : duration(latencies.at(-1) ?? 0)}
          note={
            latencies.length === 0
              ? 'server to here'
              : `median ${duration(median(latencies))} · max ${duration(Math.max(...latencies))}`
          }
          values={latencies}
          room={100}
          look="line"
        />
        <ShareChart
          label="Uptime"
          value={percent(metrics.uptimeShare)}
          note={`${duration(metrics.uptime)} streaming · ${duration(metrics.fallbackTime)} polling`}
          shares={[
            { tone: 'good', share: metrics.uptimeShare },
            { tone: 'warn', share: polling },
            { tone: 'dim', share: 1 - metrics.uptimeShare - polling },
          ]}
        />
        <Chart
          label="Polling fallbacks"
          value={number(metrics.fallbackCount)}
          note={fallbacks.length === 0 ? 'none yet' : `longest ${duration(Math.max(...fallbacks))}`}
          values={fallbacks}
          room={20}
          look="bars"
        />
        <Chart
          label="Recovery time"
          value={recoveryTimes.length === 0 ? 'none yet' : duration(recoveryTimes.at(-1) ?? 0)}
          note={
            recoveryTimes.length === 0
              ? 'loss to stream'
              : `last ${recoveryTimes.length} · max ${duration(Math.max(...recoveryTimes))}`
          }
          values={recoveryTimes}
          room={20}
          look="bars"
        />
      </div>
      <dl className="axsync-facts">
        <Fact name="Connections" value={`${metrics.totalConnections} of ${metrics.totalAttempts} attempts`} />
        <Fact name="Reconnects" value={number(metrics.reconnects)} />
        <Fact name="Error rate" value={percent(metrics.errorRate)} />
        <Fact name="Doubled" value={number(metrics.duplicateEvents)} />
        <Fact name="Refused as invalid" value={number(metrics.invalidEvents)} />
      </dl>
    </section>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** How long each stay in a state lasted, milliseconds, oldest first; the present one until now. */
function stays(history: readonly ConnectionMoment[], state: ConnectionMoment['state'], now: number): readonly number[] {
  return history
    .flatMap((moment, at) => {
      if (moment.state !== state) return []
      const next = history[at + 1]
      return [Math.max(0, (next ? Date.parse(next.at) : now) - Date.parse(moment.at))]
    })
    .slice(-20)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
