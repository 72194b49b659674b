import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { pageTitle } from '../../person/page-title'
import { signedIn } from '../../person/signed-in'
import { KeptOfPeople } from './kept-of-people'

export const generateMetadata = (): Promise<Metadata> => pageTitle('kept.title')

/** What is kept of people: for administrators alone. */
export default async function Page() {
  const person = await signedIn()
  // The layout leads to the log-in.
  if (!person) return null
  if (person.role !== 'admin') redirect('/dashboard')
  const { docs } = await person.payload.db.find<{ keepPeopleMonths?: number | null }>({
    collection: 'tenants',
    where: { tenantId: { equals: person.tenantId } },
    limit: 1,
    pagination: false,
  })
  return <KeptOfPeople months={docs[0]?.keepPeopleMonths ?? 0} />
}
