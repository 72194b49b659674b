import { setTimeout as wait } from 'node:timers/promises'
import { decide } from './decisions.mjs'
import { randomFrom } from './random.mjs'

const SEE_EVERY_MS = 500

/**
 * Acts `rate` times a second for `seconds` (0: until stopped). What it decides on is a snapshot at most half a second old,
 * so at high rates some actions come too late and are rejected, as they are for people.
 */
export async function runTraffic({ api, rate, seconds, seed, signal, print }) {
  const random = randomFrom(seed)
  const started = Date.now()
  const counts = { applied: 0, rejected: 0 }
  const left = () => (seconds === 0 ? Number.POSITIVE_INFINITY : started + seconds * 1000 - Date.now())
  print(`Traffic at ${rate}/s${seconds === 0 ? ', until Ctrl-C' : ` for ${seconds} s`}, seed ${seed}`)
  try {
    const services = await api.services()
    const see = snapshotEvery(SEE_EVERY_MS, api)
    for (let count = 0; left() > 0; count++) {
      const due = started + (count * 1000) / rate
      if (due > Date.now()) await wait(Math.min(due - Date.now(), Math.max(0, left())), undefined, { signal })
      if (left() <= 0) break
      signal.throwIfAborted()
      const action = decide(await see(), services, random)
      if (action) counts[await act(api, action, print)]++
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return { ...counts, seconds: Math.round((Date.now() - started) / 1000) }
}

async function act(api, { type, payload, say }, print) {
  const time = new Date().toLocaleTimeString('en-GB')
  const result = await api.command(type, payload)
  if (result.status === 'applied') {
    print(`${time}  ${type.padEnd(17)} ${result.orderID ? `${result.orderID}: ` : ''}${say}`)
    return 'applied'
  }
  print(`${time}  ${type.padEnd(17)} ${say} - ${result.code}: ${result.message}`)
  return 'rejected'
}

function snapshotEvery(milliseconds, api) {
  let taken = 0
  let site = null
  return async () => {
    if (!site || Date.now() - taken >= milliseconds) {
      site = await api.snapshot()
      taken = Date.now()
    }
    return site
  }
}
