import type { Metadata } from 'next'
import { pageTitle } from '../read/page-title'
import { QueueLists } from './queue-lists'

export const generateMetadata = (): Promise<Metadata> => pageTitle('queue')

export default function QueuePage() {
  return <QueueLists />
}
