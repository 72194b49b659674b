import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { chromiumPath, hideTypefaces } from '../scripts/test/chromium.mjs'

hideTypefaces()

/** Tests with a page: `browser` in Chromium, `electron` in Electron or, where its binary is missing, the stand-in. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/playwright',
  fullyParallel: false,
  // A file's tests share a server and stay in order; the files themselves know nothing of each other.
  // A page waits, on purpose or for its server, a third of the time: one more worker than there are cores.
  workers: Math.min(availableParallelism() + 1, 6),
  retries: 0,
  // A deadline, not a proof: a busy machine takes several times as long as a quiet one.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    // A trace of every step costs a sixth of the suite's time: asked for where a failure is looked into (`--trace on`).
    trace: process.env.CI ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] },
  },
  projects: [
    { name: 'screens', testMatch: 'browser/renderer.setup.ts' },
    // First, because its longest files are the longest of all; after `screens` only so that it runs together with `browser`.
    { name: 'electron', testMatch: 'electron/**/*.spec.ts', dependencies: ['screens'] },
    { name: 'browser', testMatch: 'browser/**/*.spec.ts', dependencies: ['screens'] },
  ],
})
