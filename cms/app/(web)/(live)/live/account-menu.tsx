'use client'

import { PersonMenu } from './person-menu'
import { useSite } from './site'

/** The account menu of the live pages. */
export function LiveAccount() {
  const { role, person, name, severalSites } = useSite()
  return <PersonMenu person={{ name: person, site: name }} role={role} severalSites={severalSites} back="/dashboard" />
}
