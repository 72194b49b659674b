import { useEffect, useState } from 'react'
import type { People } from '@/lib/domain'
import { type StationHost, useHost } from '../host'

/** Names change by the month; a person who was given one is called by it a minute later. */
const FRESH_FOR_MS = 60_000

/** Read once for all who show names at a time. */
const reads = new WeakMap<StationHost, { readonly names: Promise<People>; readonly at: number }>()

function namesFrom(host: StationHost): Promise<People> {
  const last = reads.get(host)
  if (last && Date.now() - last.at < FRESH_FOR_MS) return last.names
  const names = host.people().then((people) => people.names)
  reads.set(host, { names, at: Date.now() })
  names.catch(() => reads.delete(host))
  return names
}

/** Names by what the log calls their owners; nobody's until they are there. */
export function usePeople(): People {
  const host = useHost()
  const [people, setPeople] = useState<People>({})
  useEffect(() => {
    let current = true
    namesFrom(host).then(
      (names) => current && setPeople(names),
      () => {},
    )
    return () => {
      current = false
    }
  }, [host])
  return people
}
