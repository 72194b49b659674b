import { commands } from './commands.mjs'
import { errors } from './errors.mjs'
import { filters } from './filters.mjs'
import { framing } from './framing.mjs'
import { gzip } from './gzip.mjs'
import { health } from './health.mjs'
import { heartbeats } from './heartbeats.mjs'
import { ids } from './ids.mjs'
import { limits } from './limits.mjs'
import { reset } from './reset.mjs'
import { resume } from './resume.mjs'
import { snapshots } from './snapshots.mjs'
import { tokens } from './tokens.mjs'

/** Every case of the endpoint, by what it is about; the long ones first. */
export const CASES = {
  resume,
  heartbeats,
  filters,
  commands,
  snapshots,
  limits,
  framing,
  gzip,
  tokens,
  ids,
  reset,
  errors,
  health,
}
