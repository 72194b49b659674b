import type { Metadata } from 'next'
import { pageTitle } from '../../person/page-title'
import { QueueLists } from './queue-lists'

export const generateMetadata = (): Promise<Metadata> => pageTitle('live.page.queue')

export default function QueuePage() {
  return <QueueLists />
}
