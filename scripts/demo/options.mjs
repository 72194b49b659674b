import { parseArgs } from 'node:util'

export const USAGE = `npm run demo -- [options]

  --url <address>     the server                      (default http://127.0.0.1:3710)
  --rate <number>     actions per second              (default 1)
  --for <seconds>     how long; 0 is until Ctrl-C     (default 0)
  --key <key>         sign in as a station with this API key
  --token <token>     sign in with this token of a user
  --seed <number>     the same number plays the same day (default: random)

AX_TOKEN may hold the token. Without --key and --token it signs in with AX_ADMIN_EMAIL and AX_ADMIN_PASSWORD.
A cashier's key cannot work on jobs, and a bay's key takes no orders: those actions are answered "rejected".
`

/** Reads the command line; `error` says what is wrong with it. */
export function readOptions(args, env) {
  let values
  try {
    ;({ values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: env.AX_URL ?? 'http://127.0.0.1:3710' },
        rate: { type: 'string', default: '1' },
        for: { type: 'string', default: '0' },
        key: { type: 'string' },
        token: { type: 'string', default: env.AX_TOKEN },
        seed: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    return { error: error.message }
  }
  const rate = Number(values.rate)
  const seconds = Number(values.for)
  if (!(rate > 0 && rate <= 1000)) return { error: '--rate must be a number above 0 and at most 1000.' }
  if (!(seconds >= 0)) return { error: '--for must be a number of seconds, 0 or more.' }
  if (!URL.canParse(values.url)) return { error: '--url must be an address such as http://127.0.0.1:3710.' }
  const email = env.AX_ADMIN_EMAIL ?? 'admin@ax-station.local'
  const password = env.AX_ADMIN_PASSWORD
  if (!values.help && !values.key && !values.token && !password) {
    return { error: 'Set AX_ADMIN_PASSWORD (and AX_ADMIN_EMAIL), or give --key or --token.' }
  }
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
  if (!Number.isSafeInteger(seed)) return { error: '--seed must be a whole number.' }
  return {
    url: new URL(values.url).origin,
    rate,
    seconds,
    key: values.key,
    token: values.token,
    email,
    password,
    seed,
    help: values.help,
  }
}
