import { parseArgs } from 'node:util'
import { CLIENT_CASES } from './conformance/client/cases.mjs'
import { processReader } from './conformance/client/process-reader.mjs'
import { runClientCases } from './conformance/client/run.mjs'
import { runConformance } from './conformance/run.mjs'

const USAGE = `npm run conformance -- URL --token T [--service ID] [--only GROUP]
npm run conformance -- --reader "PROGRAM ARGUMENTS"

Whether a server speaks the sync protocol: framing, ids, resuming, filters, errors, limits, heartbeats, gzip, resets,
snapshots, commands at most once, read tokens. T is an Authorization header ("stations API-Key KEY") or the token of a
sign-in; it has to be of the staff or a desk. ID names something that can be ordered; default: what was ordered last.
It makes orders at that site, sends a car into a bay and out again, and calls all of it off at the end: not for a site at work.

Or whether a reader does what readers have to do (docs/examples). The program is given an address and an Authorization header,
and prints a line of JSON for each snapshot ({"snapshot": ...}) and each event.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    token: { type: 'string' },
    service: { type: 'string' },
    only: { type: 'string' },
    reader: { type: 'string' },
  },
})
const [url] = positionals
const { token, reader } = values
const began = performance.now()
const say = (name, words) =>
  process.stdout.write(`${words ? 'FAILED' : 'ok    '} ${name}${words ? `\n       ${words}` : ''}\n`)

/** @returns {Promise<readonly { error: unknown }[]>} */
async function results() {
  if (reader) {
    const [command = '', ...args] = reader.split(' ')
    return runClientCases(CLIENT_CASES, processReader(command, args), {
      onResult: ({ name, error }) => say(name, error),
    })
  }
  if (url && token) {
    const onResult = ({ group, name, error }) => say(`${group}: ${name}`, error?.message)
    return runConformance({ ...values, url, token, onResult })
  }
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const all = await results()
const failed = all.filter(({ error }) => error).length
process.stdout.write(`${all.length} cases, ${failed} failed, ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
process.exitCode = failed > 0 ? 1 : 0
