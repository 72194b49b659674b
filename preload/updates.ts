/** Why the last look for a new version, or its installation, came to nothing. */
export const UPDATE_ERRORS = [
  'update_damaged',
  'update_failed',
  'update_insecure',
  'update_no_space',
  'update_not_reached',
  'update_unreachable',
  'update_unsigned',
] as const

export type UpdateErrorCode = (typeof UPDATE_ERRORS)[number]

/** How a station is kept up to date. */
export interface UpdateState {
  /** `off`: built without an address for updates; `by_hand`: this kind of installation does not replace itself. */
  readonly status: 'off' | 'by_hand' | 'idle' | 'checking' | 'downloading' | 'ready'
  /** The newer one that is being fetched, or ready. */
  readonly version: string | null
  /** ISO 8601: when the address last answered. */
  readonly checkedAt: string | null
  readonly error: UpdateErrorCode | null
  /** A person starts it: the system asks for an administrator, or by itself it failed once or was not reached three times. */
  readonly needsPerson: boolean
}
