import { QueueLists } from './queue-lists'

export default function QueuePage() {
  return <QueueLists />
}
