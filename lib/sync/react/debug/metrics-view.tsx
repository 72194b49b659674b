import type { SyncMetrics } from '../../metrics/metrics'
import { Chart } from './chart'
import { duration, percent } from './words'

export function MetricsView({
  metrics,
  rates,
}: {
  readonly metrics: SyncMetrics | null
  readonly rates: readonly number[]
}) {
  if (!metrics) return null
  const latency = metrics.latencies.at(-1)
  const recovery = metrics.recoveryTimes.at(-1)
  return (
    <section aria-label="Metrics" className="axsync-wide">
      <h3>Metrics</h3>
      <div className="axsync-charts">
        <Chart label="Events per second" value={metrics.eventsPerSecond.toFixed(1)} values={rates} />
        <Chart
          label="Latency"
          value={latency === undefined ? 'none yet' : duration(Math.max(0, latency))}
          values={metrics.latencies.map((value) => Math.max(0, value))}
        />
        <Chart
          label="Recovery time"
          value={recovery === undefined ? 'none yet' : duration(recovery)}
          values={metrics.recoveryTimes}
          bars
        />
        <Chart label="Connected" value={percent(metrics.uptimeShare)} values={[metrics.uptimeShare, 1]} bars />
      </div>
      <dl className="axsync-note">
        <dt>Connections</dt>
        <dd>
          {metrics.totalConnections} of {metrics.totalAttempts} attempts, {metrics.reconnects} reconnects
        </dd>
        <dt>Events</dt>
        <dd>
          {metrics.totalEvents}, {metrics.duplicateEvents} doubled, {metrics.invalidEvents} refused
        </dd>
        <dt>Polling</dt>
        <dd>
          {metrics.fallbackCount} times, {duration(metrics.fallbackTime)} in all
        </dd>
        <dt>Connected for</dt>
        <dd>{duration(metrics.uptime)}</dd>
        <dt>Error rate</dt>
        <dd>{percent(metrics.errorRate)}</dd>
      </dl>
    </section>
  )
}
