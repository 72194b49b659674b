import { UPDATE_ERRORS } from './updates'

/**
 * Why main refuses a request: the code with which the rejection's message begins. The page says each in the person's
 * language, as `stationError.<code>`.
 */
export const STATION_ERRORS = [
  'already_chosen',
  'bad_argument',
  'broken',
  'choice_over',
  'forbidden',
  'foreign',
  'internal',
  'journal_closed',
  'newer',
  'no_browser',
  'no_catalogue',
  'no_key',
  'no_printer',
  'no_server',
  'no_such_bay',
  'no_window',
  'not_protected',
  'not_a_server',
  'not_set_up',
  'not_vouched',
  'other_server',
  'pin_busy',
  'pin_locked',
  'pin_needed',
  'pin_required',
  'pin_unknown',
  'print_failed',
  'printer_full',
  'read_failed',
  'server_missing',
  'server_refused',
  'too_many_tries',
  'unauthorized',
  'unreachable',
  'update_none',
  'update_waits',
  ...UPDATE_ERRORS,
  'write_failed',
  'wrong_code',
  'wrong_pin',
] as const

export type StationErrorCode = (typeof STATION_ERRORS)[number]
