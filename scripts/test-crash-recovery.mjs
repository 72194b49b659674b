import { runChecks } from './sync-checks/run-checks.mjs'

await runChecks(
  ['browser/sync/crash-recovery.spec.ts', 'browser/sync/outbox.spec.ts'],
  'Checking recovery from crashes in a browser, and that no action is lost or done twice',
)
