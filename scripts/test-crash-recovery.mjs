import { runChecks } from './sync-checks/run-checks.mjs'

await runChecks('browser/sync/crash-recovery.spec.ts', 'Checking recovery from crashes in a browser')
