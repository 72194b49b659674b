import { setTimeout as wait } from 'node:timers/promises'
import { decide, subjects } from './decisions.mjs'
import { randomFrom } from './random.mjs'

const SEE_EVERY_MS = 500

/**
 * Acts `rate` times a second for `seconds` (0: until stopped). What it decides on is a snapshot at most half a second old,
 * so with others at work some actions come too late and are rejected, as they are for people.
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
      const { site, touched } = await see()
      const action = decide(site, services, random, touched)
      if (!action) continue
      for (const subject of subjects(action.payload)) touched.add(subject)
      counts[await act(api, action, print)]++
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

/** The site, and what has been acted on since it was seen. */
function snapshotEvery(milliseconds, api) {
  let taken = 0
  let seen = null
  return async () => {
    if (!seen || Date.now() - taken >= milliseconds) {
      seen = { site: await api.snapshot(), touched: new Set() }
      taken = Date.now()
    }
    return seen
  }
}
