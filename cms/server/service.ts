import config from '@payload-config'
import { getPayload, type Payload } from 'payload'
import { takeChangedSignIns } from '../access/changed-sign-ins'
import { KeyGuesses } from '../access/key-guesses'
import { startAuditRetention } from '../audit/retention'
import { startForgetting } from '../commands/forget'
import { alone, hints, limits, logReading, onCommit, onRollback } from '../database'
import { factsOf } from '../database/facts'
import { startForgettingPeople } from '../privacy/forget-old'
import type { SyncContext } from '../sync/http/context'
import { Gate } from '../sync/http/gate'
import { Readiness } from '../sync/http/probes'
import { handleSync, isSyncPath } from '../sync/http/router'
import { SnapshotShelf } from '../sync/http/snapshot-shelf'
import { Hub } from '../sync/hub/hub'
import { createSyncMetrics, type SyncMetrics } from '../sync/hub/metrics'
import { takeTouched } from '../sync/log/commits'
import { Lineage } from '../sync/log/lineage'
import { LogNotebook } from '../sync/log/log-notes'
import { startRetention } from '../sync/log/retention'
import { SiteBoard } from '../sync/sites/site-board'
import { type FirstPassword, firstStart } from './first-start'
import { type Front, setService } from './front'
import { provisionStation } from './provision'
import { OneTimeSignIn } from './sign-in-once'

/** Loads Payload and puts together what the front server serves. */
export async function startService(front: Front): Promise<void> {
  const payload = await getPayload({ config })
  const { environment } = front
  const notebook = new LogNotebook(environment.dataDir, factsOf(environment.databaseUri).file)
  const lineage = new Lineage(payload, notebook, front.log)
  let firstPassword: FirstPassword | null = null
  await alone(payload, 'start', async () => {
    await lineage.check(environment.restored)
    firstPassword = await firstStart(payload, environment)
  })
  const metrics = createSyncMetrics()
  const hub = new Hub({
    source: logReading(payload),
    metrics,
    log: front.log,
    heartbeatMs: environment.heartbeatMs,
    catchUpPerMinute: environment.catchUpPerMinute,
    renew: (tenant, epoch, account) => lineage.renew(tenant, epoch, account),
  })
  const sites = new SiteBoard({ payload, metrics, log: front.log, heartbeatMs: environment.heartbeatMs })
  const keys = new KeyGuesses(payload)
  const gate = new Gate(payload, environment.ratePerMinute, limits(payload).limiter)
  onRollback((transaction) => {
    takeTouched(transaction)
    takeChangedSignIns(transaction)
  })
  const forget = () => {
    keys.forget()
    gate.forget()
  }
  const cut = (names: ReadonlySet<string>) => {
    forget()
    hub.cut(names)
    sites.cut(names)
  }
  const wake = (tenants: readonly string[]) => {
    hub.wake(tenants)
    sites.wake(tenants)
  }
  onCommit((transaction) => {
    const tenants = takeTouched(transaction)
    if (tenants.length > 0) {
      // The commit's own caller need not wait while the readers are served.
      setImmediate(() => wake(tenants))
      hints(payload).tellLogs(tenants)
    }
    const names = takeChangedSignIns(transaction)
    if (names) cut(names)
  })
  hub.start()
  const endHints = await hints(payload).listen({
    logs: wake,
    signIns: (names) => cut(new Set(names)),
    missed() {
      forget()
      hub.cutAll()
      sites.cutAll()
    },
    look: () => hub.wakeAll(),
  })
  const housekeeping = startHousekeeping(payload, front, lineage, metrics)

  const context: SyncContext = {
    payload,
    hub,
    metrics,
    sites,
    front,
    gate,
    snapshots: new SnapshotShelf(),
    readiness: new Readiness(payload),
    log: front.log,
    stopping: false,
  }
  const signIn = new OneTimeSignIn(payload)
  setService({
    firstPassword,
    handle: (req, res) => {
      const path = req.url ?? '/'
      if (isSyncPath(path)) void handleSync(context, req, res)
      else void signIn.handle(req, res)
    },
    judgeKey: (authorization, address) => keys.judge(authorization, address),
    sites: (seen) => sites.picture(seen),
    siteName: () => siteName(payload),
    signInLink: (origin) => signIn.link(origin),
    provisionStation: () => provisionStation(payload, environment.provisionStation),
    beginStop: () => {
      context.stopping = true
      housekeeping.stop()
      hub.stop()
      sites.stop()
    },
    stop: async () => {
      await endHints()
      await lineage.tryToNote()
      await payload.destroy()
    },
  })
}

async function siteName(payload: Payload): Promise<string | null> {
  const { docs } = await payload.find({
    collection: 'tenants',
    limit: 2,
    depth: 0,
    pagination: false,
    select: { name: true },
  })
  const [site, another] = docs
  return site && !another ? site.name : null
}

const PRUNE_EVERY_MS = 60_000
const NOTE_EVERY_MS = 15_000
const PRUNE_AUDIT_EVERY_MS = 10 * 60_000
const FORGET_PEOPLE_EVERY_MS = 6 * 3_600_000

function startHousekeeping(payload: Payload, { environment, log }: Front, lineage: Lineage, metrics: SyncMetrics) {
  const stopRetention = startRetention({
    payload,
    keep: { maxAgeMs: environment.retentionDays * 86_400_000, maxEvents: environment.retentionEvents },
    everyMs: PRUNE_EVERY_MS,
    log,
    onPruned: (count) => metrics.pruned.inc(count),
  })
  const stopForgetting = startForgetting(payload, { keep: environment.answersKept }, (error) =>
    log.error({ err: error }, 'Old answers to commands could not be removed; tried again later'),
  )
  const stopAudit = startAuditRetention({
    payload,
    retention: { most: environment.auditKept, days: environment.auditDays },
    everyMs: PRUNE_AUDIT_EVERY_MS,
    onError: (error) => log.error({ err: error }, 'Old audit entries could not be removed; tried again later'),
  })
  const stopForgettingPeople = startForgettingPeople({
    payload,
    everyMs: FORGET_PEOPLE_EVERY_MS,
    onError: (error) => log.error({ err: error }, 'People could not be erased by age; tried again later'),
  })
  const timer = setInterval(() => {
    void lineage.tryToNote()
  }, NOTE_EVERY_MS)
  return {
    stop() {
      stopRetention()
      stopForgetting()
      stopAudit()
      stopForgettingPeople()
      clearInterval(timer)
    },
  }
}
