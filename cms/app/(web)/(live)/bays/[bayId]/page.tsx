import type { Metadata } from 'next'
import { pageTitle } from '../../read/page-title'
import { BayDetail } from './bay-detail'

export const generateMetadata = (): Promise<Metadata> => pageTitle('bays')

export default async function BayPage({ params }: { readonly params: Promise<{ bayId: string }> }) {
  return <BayDetail bayId={(await params).bayId} />
}
