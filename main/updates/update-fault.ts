import type { UpdateErrorCode } from '@/preload/updates'

const CODES: Readonly<Record<string, UpdateErrorCode>> = {
  ERR_CHECKSUM_MISMATCH: 'update_damaged',
  ERR_UPDATER_NO_CHECKSUM: 'update_damaged',
  ERR_UPDATER_INVALID_SIGNATURE: 'update_unsigned',
  ERR_INSECURE_ADDRESS: 'update_insecure',
  ENOSPC: 'update_no_space',
  EDQUOT: 'update_no_space',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'update_unreachable',
  ERR_TOO_MANY_REDIRECTS: 'update_unreachable',
}
/** The network's own names, and answers that are none. */
const NETWORK =
  /^(?:E(?:CONN|HOST|NET|ADDR|AI_|NOTFOUND|TIMEDOUT|PIPE|PROTO)|HTTP_ERROR_|ERR_TLS_|CERT_|DEPTH_|SELF_|UNABLE_)/
/** What the library says without a code of its own. */
const UNCODED = /^Cannot download/

/** What an error of the library is to a person. */
export function updateFault(error: unknown): UpdateErrorCode {
  if (!(error instanceof Error)) return 'update_failed'
  const code = String(Reflect.get(error, 'code') ?? '')
  const known = CODES[code]
  if (known) return known
  return NETWORK.test(code) || UNCODED.test(error.message) ? 'update_unreachable' : 'update_failed'
}
