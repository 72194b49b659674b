import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env.BENCH_TURNS
/** Milliseconds of processor time; shorter ones are not written down, which would lengthen them. */
const WORTH_WRITING = 5

/**
 * Preloaded into a server: writes down each turn of its event loop as `<ms since the epoch> <ms of processor time of its thread>`. A
 * turn may be long on the clock because the machine did something else.
 */
if (isMainThread && file) {
  let before = process.threadCpuUsage()
  const turn = () => {
    const now = process.threadCpuUsage()
    const ms = (now.user + now.system - before.user - before.system) / 1_000
    before = now
    if (ms > WORTH_WRITING) appendFileSync(file, `${Date.now()} ${ms}\n`)
    setTimeout(turn, 1).unref()
  }
  turn()
}
