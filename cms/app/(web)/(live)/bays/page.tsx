import type { Metadata } from 'next'
import { pageTitle } from '../../person/page-title'
import { BayOverview } from './bay-overview'

export const generateMetadata = (): Promise<Metadata> => pageTitle('live.page.bays')

export default function BaysPage() {
  return <BayOverview />
}
