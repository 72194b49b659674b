import type { Locks } from './leadership'

/** The lead of all tabs, held by a page that does not share yet. */
export interface HeldLock {
  /** The lead goes on with whoever stands in line first here: that one holds it then, at once. */
  readonly locks: Locks
  /** Whether another tab has taken the lead. */
  readonly lost: boolean
  release(): void
}

/**
 * Takes the lead where nobody has it; `null` where another tab has, or where this page may have no locks.
 * @param onLost another tab has taken it
 */
export function takeLock(locks: Locks, name: string, onLost: () => void): Promise<HeldLock | null> {
  return new Promise((resolve) => {
    let lost = false
    const ended: Promise<unknown> = locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null)
      return new Promise<void>((release) =>
        resolve({
          locks: handedOn(locks, lock, release, ended),
          get lost() {
            return lost
          },
          release,
        }),
      )
    })
    ended.catch(() => {
      lost = true
      resolve(null)
      onLost()
    })
  })
}

function handedOn(locks: Locks, lock: Lock, release: () => void, ended: Promise<unknown>): Locks {
  let handed = false
  const request = (name: string, options: LockOptions, hold: LockGrantedCallback<unknown>) => {
    if (handed) return locks.request(name, options, hold)
    handed = true
    return Promise.all([Promise.resolve(hold(lock)).finally(release), ended])
  }
  return { request: request as Locks['request'] }
}
