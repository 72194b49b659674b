import type { Metadata } from 'next'
import { pageTitle } from '../../../person/page-title'
import { BayDetail } from './bay-detail'

export const generateMetadata = (): Promise<Metadata> => pageTitle('live.page.bays')

export default async function BayPage({ params }: { readonly params: Promise<{ bayId: string }> }) {
  return <BayDetail bayId={(await params).bayId} />
}
