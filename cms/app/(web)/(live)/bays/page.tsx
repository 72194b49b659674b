import { BayOverview } from './bay-overview'

export default function BaysPage() {
  return <BayOverview />
}
