'use client'

import { useOrderSync } from '@/lib/sync'
import { format } from '../../live/words'

/** Services and money of an order. */
export function OrderOverview({ orderID }: { readonly orderID: string }) {
  const { order } = useOrderSync(orderID)
  if (!order) return null
  const money = (sen: number) => format.money(sen, order.currency)
  return (
    <section aria-label="Services" className="rounded-lg bg-surface p-4 shadow-card">
      <table className="w-full">
        <thead className="text-left text-ink-soft text-sm">
          <tr>
            <th className="py-1 font-medium">Service</th>
            <th className="py-1 text-right font-medium">Minutes</th>
            <th className="py-1 text-right font-medium">Price</th>
          </tr>
        </thead>
        <tbody>
          {order.services.map((line) => (
            <tr key={line.serviceId} className="border-line border-t">
              <td className="py-2">{[line.name, ...line.options.map(({ name }) => name)].join(', ')}</td>
              <td className="tabular py-2 text-right">{line.minutes}</td>
              <td className="tabular py-2 text-right">{money(line.price)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {order.discount > 0 && <Sum label="Discount" amount={`−${money(order.discount)}`} />}
          <Sum label="Total" amount={money(order.totalAmount)} />
          <Sum label="Paid" amount={money(order.paidAmount)} />
        </tfoot>
      </table>
      {order.customerNotes && <p className="mt-3 text-ink-soft">{order.customerNotes}</p>}
    </section>
  )
}

function Sum({ label, amount }: { readonly label: string; readonly amount: string }) {
  return (
    <tr className="border-line border-t font-semibold">
      <th scope="row" colSpan={2} className="py-2 text-left">
        {label}
      </th>
      <td className="tabular py-2 text-right">{amount}</td>
    </tr>
  )
}
