'use strict'

/**
 * What tests read and steer from `app.evaluate(() => globalThis.standIn)`. Real Electron has no such object.
 * @type {{ recorded: { api: string, arguments: unknown[] }[], silentEvents: string[],
 *   dialogAnswers: Record<string, unknown>, online: boolean, idleSeconds: number,
 *   pressShortcut: (accelerator: string) => boolean }}
 */
const standIn = {
  /** Calls that were accepted and had no effect, in order. */
  recorded: [],
  /** Events the application listens to and that never happen here. */
  silentEvents: [],
  /** Answer per method of `dialog`; a dialog without an answer throws. Start values: STANDIN_DIALOG_ANSWERS (JSON). */
  dialogAnswers: JSON.parse(process.env.STANDIN_DIALOG_ANSWERS ?? '{}'),
  /** What `net.isOnline()` says. It does not cut any connection. */
  online: true,
  /** What `powerMonitor.getSystemIdleTime()` says, seconds. */
  idleSeconds: 0,
  pressShortcut: () => false,
}

globalThis.standIn = standIn
module.exports = { standIn }
