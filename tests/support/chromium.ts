import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium that tests use: AX_CHROMIUM, an installed one, or Playwright's own download (`undefined`). */
export function chromiumExecutable(): string | undefined {
  if (process.env.AX_CHROMIUM) return process.env.AX_CHROMIUM
  if (existsSync(chromium.executablePath())) return undefined
  return INSTALLED.find((path) => existsSync(path))
}
