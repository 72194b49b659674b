import { EPOCH, ScriptedServer } from './scripted-server.mjs'

const AT_ONCE = 8
const WITHIN_MS = 60_000
export const AUTHORIZATION = 'Bearer conformance'

/**
 * A reader under way: the ids of the events it has told, and how it ended, if it did.
 * @typedef {{ told: readonly string[], refused: () => string | null, stop: () => Promise<void> }} Reader
 * @typedef {(url: string) => Reader | Promise<Reader>} StartReader
 */

/**
 * Runs cases against a reader: each with a server and a reader of its own.
 * @param {readonly import('./cases.mjs').ClientCase[]} cases
 * @param {StartReader} start
 * @param {{ byName?: boolean, onResult?: (result: { name: string, error: string | null }) => void }} [options] `byName`: it
 *   tells only events whose type it knows
 */
export async function runClientCases(cases, start, { byName = false, onResult = () => {} } = {}) {
  const waiting = [...cases]
  const results = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const error = await runCase(next, start, byName).catch((thrown) => String(thrown))
      const result = { name: next.name, error }
      results.push(result)
      onResult(result)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

/** @returns {Promise<string | null>} what was wrong */
async function runCase(script, start, byName) {
  const server = new ScriptedServer(script)
  const reader = await start(await server.start())
  const expected = ((byName && script.toldByName) || script.told).map(String)
  const numbers = () => reader.told.map((id) => id.split('_')[2])
  const done = () =>
    script.refused
      ? reader.refused() !== null
      : numbers().length >= expected.length && numbers().at(-1) === expected.at(-1)
  try {
    const deadline = performance.now() + WITHIN_MS
    while (!done()) {
      if (performance.now() > deadline)
        return `told ${numbers()} within ${WITHIN_MS} ms, not ${expected}; ${asked(server)}`
      if (!script.refused && reader.refused() !== null) return `gave up: ${reader.refused()}`
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    if (numbers().join() !== expected.join()) return `told ${numbers()}, not ${expected}`
    if (script.refused && !reader.refused()?.includes(script.refused)) return `said ${reader.refused()}`
    return faultIn(byName ? { ...script, cursors: script.cursorsByName ?? script.cursors } : script, server)
  } finally {
    await reader.stop()
    await server.stop()
  }
}

function faultIn({ cursors, snapshotsAsked, check }, server) {
  const expected = cursors?.map((cursor) => (typeof cursor === 'number' ? `event_${EPOCH}_${cursor}` : cursor))
  const found = server.streams.map(({ cursor }) => cursor)
  if (expected && found.slice(0, expected.length).join() !== expected.join())
    return `asked from ${found}, not ${expected}`
  const snapshots = server.requests.filter(({ kind }) => kind === 'snapshot').length
  if (snapshotsAsked !== undefined && snapshots !== snapshotsAsked)
    return `asked for ${snapshots} snapshots, not ${snapshotsAsked}`
  return check?.(server) ?? null
}

const asked = (server) => server.requests.map(({ kind, cursor }) => `${kind} ${cursor ?? ''}`).join(', ')
