import type { Command } from '../protocol'

/** The documents a command is about, as far as it names them. A new order is its own. */
export function touchedDocuments({ id, type, payload }: Command): readonly string[] {
  if (type === 'order.create') return [`new:${id}`]
  return [
    ...('orderID' in payload ? [`order:${payload.orderID}`] : []),
    ...('queue' in payload ? [`queue:${payload.queue}`] : []),
    ...('bayId' in payload ? [`bay:${payload.bayId}`] : []),
    ...('jobId' in payload ? [`job:${payload.jobId}`] : []),
  ]
}
