import { parseArgs } from 'node:util'
import { runConformance } from './conformance/run.mjs'

const USAGE = `npm run conformance -- URL --token T [--service ID] [--only GROUP]

Whether a server speaks the sync protocol: framing, ids, resuming, filters, errors, limits, heartbeats, gzip, resets,
snapshots, commands at most once, read tokens. T is an Authorization header ("stations API-Key KEY") or the token of a
sign-in; it has to be of the staff or a desk. ID names something that can be ordered; default: what was ordered last.
It makes orders at that site, sends a car into a bay and out again, and calls all of it off at the end: not for a site at work.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { token: { type: 'string' }, service: { type: 'string' }, only: { type: 'string' } },
})
const [url] = positionals
if (!url || !values.token) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}
const began = performance.now()
const results = await runConformance({
  ...values,
  url,
  token: values.token,
  onResult: ({ group, name, error }) => {
    process.stdout.write(
      `${error ? 'FAILED' : 'ok    '} ${group}: ${name}${error ? `\n       ${error.message}` : ''}\n`,
    )
  },
})
const failed = results.filter(({ error }) => error).length
const seconds = ((performance.now() - began) / 1000).toFixed(1)
process.stdout.write(`${results.length} cases, ${failed} failed, ${seconds} s\n`)
process.exitCode = failed > 0 ? 1 : 0
