import { runChecks } from './sync-checks/run-checks.mjs'

await runChecks(
  ['browser/sync/comprehensive.spec.ts'],
  'Checking connection, fallback, filters, live updates and metrics',
)
