import { BayDetail } from './bay-detail'

export default async function BayPage({ params }: { readonly params: Promise<{ bayId: string }> }) {
  return <BayDetail bayId={(await params).bayId} />
}
