import type { Payload } from 'payload'
import type { Logger } from 'pino'
import type { Front } from '../../server/front'
import type { Hub } from '../hub/hub'
import type { SyncMetrics } from '../hub/metrics'
import type { SiteBoard } from '../sites/site-board'
import type { Gate } from './gate'
import type { Readiness } from './probes'
import type { SnapshotShelf } from './snapshot-shelf'

/** What the endpoints are given to work with. */
export interface SyncContext {
  readonly payload: Payload
  readonly hub: Hub
  readonly metrics: SyncMetrics
  readonly sites: SiteBoard
  readonly gate: Gate
  readonly snapshots: SnapshotShelf
  readonly readiness: Readiness
  readonly front: Front
  readonly log: Logger
  stopping: boolean
}
