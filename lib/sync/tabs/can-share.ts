/** Whether this page can share a connection with other tabs: not over plain HTTP from another machine, for one. */
export function canShareTabs(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator && typeof BroadcastChannel === 'function'
}
