import type { Metadata } from 'next'
import { pageTitle } from '../read/page-title'
import { BayOverview } from './bay-overview'

export const generateMetadata = (): Promise<Metadata> => pageTitle('bays')

export default function BaysPage() {
  return <BayOverview />
}
