'use strict'
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { setTimeout: pause } = require('node:timers/promises')
const { CdpConnection } = require('./cdp.cjs')

const INSTALLED = [
  // One without a window.
  ...(process.env.STANDIN_HEADED ? [] : ['/usr/lib/chromium/chromium-headless-shell']),
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** How long a predecessor on the same profile may take to end before it is killed, milliseconds. */
const PREDECESSOR_MS = 15_000

const OURS = [
  '--remote-debugging-pipe',
  // As root Chromium starts no other way; the stand-in is no evidence about the sandbox.
  '--no-sandbox',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--allow-file-access-from-files',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-crash-restore-bubble',
  '--autoplay-policy=no-user-gesture-required',
]

/** Drawn beside the page, by each window anew and in processes of their own, and seen by nobody; and a process to spare. */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
]

/** Switches of the application that would break the stand-in's own arrangement. */
const NOT_PASSED_ON = new Set(['no-sandbox', 'user-data-dir', 'enable-features', 'remote-debugging-pipe'])

function executable() {
  const named = process.env.STANDIN_CHROMIUM ?? process.env.AX_CHROMIUM
  const found = named ?? INSTALLED.find((file) => fs.existsSync(file))
  if (!found) throw new Error('stand-in: no Chromium found; set STANDIN_CHROMIUM to its executable')
  return found
}

/** Which process has the profile; not each Chromium keeps a lock of its own there. */
const holderFile = (profile) => path.join(profile, 'standin-chromium.pid')

/** The pid of the Chromium that has the profile, when it is alive. */
function lockHolder(profile) {
  try {
    const pid = Number(fs.readFileSync(holderFile(profile), 'utf8'))
    // By now the number may be another's.
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}\0`) ? pid : undefined
  } catch {
    return undefined
  }
}

/** After `kill -9` of the main process its Chromium takes a moment to notice; a second one would only hand over to it. */
async function predecessorGone(profile) {
  const deadline = Date.now() + PREDECESSOR_MS
  for (let pid = lockHolder(profile); pid; pid = lockHolder(profile)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await pause(25)
  }
}

/** Waits for the line with which Chromium says where Playwright may connect. */
function devtoolsLine(child) {
  return new Promise((resolve, reject) => {
    let text = ''
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`stand-in: Chromium ended at start with ${code}\n${text}`)))
    child.stderr.on('data', (chunk) => {
      if (process.env.STANDIN_DEBUG) process.stderr.write(`[chromium] ${chunk}`)
      text = (text + chunk).slice(-20_000)
      const line = /^DevTools listening on ws:.*$/m.exec(text)
      if (line) resolve(line[0])
    })
  })
}

/**
 * Starts the system's Chromium without a window.
 * @param {{ profile: string, switches: Map<string, string>, onExit: () => void }} options
 * @returns {Promise<{ connection: CdpConnection, child: import('node:child_process').ChildProcess, line: string,
 *   version: string }>}
 */
async function startChromium({ profile, switches, onExit }) {
  await predecessorGone(profile)
  const featuresOff = [switches.get('disable-features'), ...FEATURES_OFF].filter(Boolean)
  const passedOn = [...switches].filter(([name]) => !NOT_PASSED_ON.has(name))
  const args = [
    ...OURS,
    ...(process.env.STANDIN_HEADED ? [] : ['--headless=new']),
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    // For Chromium alone: what an application is started with is Electron's.
    ...(process.env.STANDIN_SWITCHES?.split(' ') ?? []),
    ...passedOn.map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`)),
    // Chromium hears the last of these alone.
    `--disable-features=${featuresOff}`,
  ]
  // In a group of its own, so that Chromium's children can be killed with it.
  const child = spawn(executable(), args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true })
  process.on('exit', () => killGroup(child))
  if (child.pid) {
    fs.mkdirSync(profile, { recursive: true })
    fs.writeFileSync(holderFile(profile), String(child.pid))
  }
  const connection = new CdpConnection(child)
  const line = await devtoolsLine(child)
  child.on('exit', onExit)
  const { product } = await connection.browser.send('Browser.getVersion')
  return { connection, child, line, version: product.split('/')[1] }
}

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

/** Closes Chromium as a person would and insists after `graceMs`. */
async function stopChromium({ connection, child }, graceMs = 5000) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const insist = setTimeout(() => killGroup(child), graceMs)
  connection.browser.send('Browser.close').catch(() => {})
  await ended
  clearTimeout(insist)
}

module.exports = { startChromium, stopChromium }
