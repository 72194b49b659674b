import { existsSync, readdirSync } from 'node:fs'
import { installFromDebian } from './debian.mjs'

const DRIVER = '/usr/bin/WebKitWebDriver'
const SCREEN = '/usr/bin/Xvfb'
const LIBRARIES = '/usr/lib'

/** The small browser that comes with the engine; its folder is named after the machine's architecture. */
function browser() {
  if (!existsSync(LIBRARIES)) return undefined
  return readdirSync(LIBRARIES)
    .map((folder) => `${LIBRARIES}/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find((path) => existsSync(path))
}

/**
 * WebKit as Debian has it: its driver, a small browser on the engine, and a screen in memory to open it on.
 *
 * @returns {{ driver: string, screen: string, browser: string } | null} paths; `null` where they are not installed
 */
export function webkit() {
  const path = browser()
  return path && existsSync(DRIVER) && existsSync(SCREEN) ? { driver: DRIVER, screen: SCREEN, browser: path } : null
}

/** Installs Debian's WebKit where that can be done; elsewhere the tests that need it are skipped. */
export function ensureWebkit() {
  if (!webkit()) installFromDebian('webkit', ['webkit2gtk-driver', 'xvfb'])
}
