'use strict'

// Chromium's own, which no clock of the application's moves.
const { setTimeout, clearTimeout } = require('node:timers')

/** Electron calls a page unresponsive after about this long without an answer, milliseconds. */
const LIMIT_MS = Number(process.env.STANDIN_HANG_MS ?? 30_000)

/**
 * Asks the page for a sign of life, one question at a time, and says when an answer is late and when it then comes.
 * @param {{ ping: () => Promise<unknown>, onHang: () => void, onRecover: () => void }} page `ping` rejects for a page
 *   that is gone or crashed, which is neither hanging nor recovered
 * @returns {() => void} stops watching
 */
function watchForHang({ ping, onHang, onRecover }) {
  let stopped = false
  let next
  let late
  const round = async () => {
    let hung = false
    late = setTimeout(() => {
      hung = true
      onHang()
    }, LIMIT_MS)
    const answered = await ping().then(
      () => true,
      () => false,
    )
    clearTimeout(late)
    if (stopped) return
    if (hung && answered) onRecover()
    next = setTimeout(round, Math.min(1000, LIMIT_MS / 4))
  }
  round()
  return () => {
    stopped = true
    clearTimeout(late)
    clearTimeout(next)
  }
}

module.exports = { LIMIT_MS, watchForHang }
