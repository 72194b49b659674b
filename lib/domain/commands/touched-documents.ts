import type { Command } from './command'

/** The documents a command is about, as far as it names them. A new order is what its station has called it; a new job is its command. */
export function touchedDocuments({ id, type, payload }: Command): readonly string[] {
  if (type === 'order.create') return [`order:${payload.takenAs ?? id}`]
  if (type === 'shift.open') return [`shift:${id}`]
  return [
    ...('orderID' in payload ? [`order:${payload.orderID}`] : []),
    ...('queue' in payload ? [`queue:${payload.queue}`] : []),
    ...('bayId' in payload ? [`bay:${payload.bayId}`] : []),
    ...(type === 'bay.assign' ? [`job:${id}`] : []),
    ...('concernId' in payload ? [`concern:${payload.concernId}`] : []),
    ...('shiftId' in payload ? [`shift:${payload.shiftId}`] : []),
    ...('jobId' in payload ? [`job:${payload.jobId}`] : []),
  ]
}
