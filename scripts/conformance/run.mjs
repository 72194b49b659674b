import { CASES } from './cases/index.mjs'
import { Site } from './site.mjs'
import { Wire } from './wire.mjs'

/** Groups that run at the same time: each has a stream or two open. */
const AT_ONCE = 6
const CASE_WITHIN_MS = 90_000

/**
 * @typedef {{ wire: Wire, site: Site, shared: <T>(name: string, make: () => Promise<T>) => Promise<T> }} Context
 * @typedef {[name: string, run: (context: Context) => Promise<void>]} Case
 * @typedef {{ group: string, name: string, error: Error | null, milliseconds: number }} Result
 */

/**
 * Runs every case against a server.
 * @param {{ url: string, token: string, service?: string, only?: string, onResult?: (result: Result) => void }} options
 * @returns {Promise<Result[]>}
 */
export async function runConformance({ url, token, service, only = '', onResult = () => {} }) {
  const wire = new Wire(url, token.includes(' ') ? token : `Bearer ${token}`)
  const site = new Site(wire, { service: service ?? (await anyService(wire)) })
  const groups = Object.entries(CASES).filter(([group]) => group.includes(only))
  const results = []
  const work = async () => {
    for (let next = groups.shift(); next; next = groups.shift()) {
      const [group, cases] = next
      const made = new Map()
      const shared = (name, make) => {
        if (!made.has(name)) made.set(name, make())
        return made.get(name)
      }
      for (const [name, run] of cases) {
        const began = performance.now()
        const error = await within(CASE_WITHIN_MS, run({ wire, site, shared }))
        const result = { group, name, error, milliseconds: performance.now() - began }
        results.push(result)
        onResult(result)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  await site.clear()
  return results
}

/** @returns {Promise<Error | null>} */
async function within(milliseconds, running) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${milliseconds} ms`)), milliseconds)
  })
  try {
    await Promise.race([running, late])
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    clearTimeout(timer)
  }
}

/** Something that can be ordered: whatever was ordered last. */
async function anyService(wire) {
  const { orders = [] } = (await wire.get('snapshot')).json()
  const found = orders.flatMap(({ services = [] }) => services)[0]
  if (!found) throw new Error('The site has no order to take a service from: name one with --service ID')
  return found.serviceId
}
