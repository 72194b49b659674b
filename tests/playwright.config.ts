import { defineConfig } from '@playwright/test'
import { chromiumExecutable } from './support/chromium'

/** Tests with a page: `browser` in Chromium, `electron` in Electron or, where its binary is missing, the stand-in. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/playwright',
  fullyParallel: false,
  // A file's tests share a server and stay in order; the files themselves know nothing of each other.
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    trace: 'retain-on-failure',
    launchOptions: { executablePath: chromiumExecutable(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] },
  },
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
  ],
})
