/** The keys of the desk, in the order in which they are told. Where one is heard, it is looked up here, and the list that `?` opens is this. */
export const DESK_KEYS = {
  new: 'n',
  search: '/',
  open: 'Enter',
  /** Goes to the column of that place. */
  column: '1–5',
  walk: '↑ ↓ ← →',
  /** Moves the waiting car that has the focus in its queue. */
  move: 'Shift ↑ ↓',
  late: 'l',
  till: 't',
  close: 'Esc',
  help: '?',
} as const

export type DeskKey = keyof typeof DESK_KEYS

/** What a key pressed alone is for; `undefined` for one that the desk does not know. */
export function actOfKey(key: string): DeskKey | undefined {
  if (/^[1-5]$/.test(key)) return 'column'
  return (Object.keys(DESK_KEYS) as DeskKey[]).find((act) => DESK_KEYS[act] === key)
}
