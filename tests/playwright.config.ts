import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath, hideTypefaces } from '../scripts/test/chromium.mjs'
import { quickStacks } from './support/quick-stacks'

hideTypefaces()
quickStacks()

/**
 * Tests with a page: `browser` in Chromium, `electron` in Electron or, where its binary is missing, the stand-in; `chaos` in
 * both.
 */
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
    // A failure leaves its page in words. Its pictures and steps are noted where its file runs once more alone (scripts/test.mjs):
    // steps in every test cost as much as a dozen tests, and a picture is taken of every page that is closed, in case its test fails.
    screenshot: 'off',
    // Each test begins with an empty browser: a worker would fetch its files in every one, and answer in the place of routes.
    serviceWorkers: 'block',
    launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_ARGS },
  },
  projects: [
    { name: 'screens', testMatch: 'browser/renderer.setup.ts' },
    // A minute of a whole site under faults; `npm run chaos` makes it as many as one likes.
    { name: 'chaos', testMatch: 'chaos/**/*.spec.ts', dependencies: ['screens'] },
    // First of the others, because its longest files are the longest of all; after `screens` only so that it runs together with `browser`.
    { name: 'electron', testMatch: 'electron/**/*.spec.ts', dependencies: ['screens'] },
    {
      name: 'browser',
      testMatch: 'browser/**/*.spec.ts',
      dependencies: ['screens'],
      use: {
        // A worker's tests have one context after the other's, emptied in between: what a page is made of is loaded once.
        reuseContext: true,
        // Every frame is drawn by the processor. Who proves what moves asks for it, as the desktop station's main jobs do.
        contextOptions: { reducedMotion: 'reduce' },
      },
    },
  ],
})
