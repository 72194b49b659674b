import type { KeyValueStorage } from '../../journal/local-storage'

/**
 * Gives the state under `key` to `account`. A browser may be shared and the documented key is one for all: what was kept
 * for somebody else is removed rather than shown. State that says no owner (an older client's) is taken over.
 */
export function giveStorageTo(account: string, key: string, storage: () => KeyValueStorage): void {
  const ownerKey = `${key}-account`
  try {
    const kept = storage()
    const owner = kept.getItem(ownerKey)
    if (owner === account) return
    if (owner !== null) kept.removeItem(key)
    kept.setItem(ownerKey, account)
  } catch {
    // Storage is forbidden or full; the journal says so, and nothing new is kept there.
  }
}
