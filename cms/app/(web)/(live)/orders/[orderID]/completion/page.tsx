import { OrderOverview } from '../order-overview'

/** A finished order: nothing left to do but to look it over. */
export default async function CompletionPage({ params }: { readonly params: Promise<{ orderID: string }> }) {
  return (
    <>
      <p className="text-lg">The wash is finished and the car can be handed over.</p>
      <OrderOverview orderID={(await params).orderID} />
    </>
  )
}
