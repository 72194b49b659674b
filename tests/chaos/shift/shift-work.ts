import { randomUUID } from 'node:crypto'
import { type Command, provisionalID } from '@/lib/domain'
import type { ShiftStation } from './shift-station'

/** What people do in a shift, one tap after the other; each part of it is one car from its beginning to its end. */

const STEPS = ['pre-wash', 'soap', 'rinse', 'dry'].map((step) => `basic-wash.${step}`)
const SERVICES = [{ serviceId: 'basic-wash', optionIds: [] }]

/** The taps of one car, in order; each resolves once it is on the disk. */
export type Work = (() => Promise<Command>)[]

/** Takes the car into the bay and washes it, with a pause where there is time for one. */
export function wash(station: ShiftStation, bayId: string, orderID: string, pauses: boolean): Work {
  let jobId = ''
  return [
    async () => {
      const { stage } = station.store.get('order', orderID) ?? {}
      const assigned = await station.tap('bay.assign', { bayId, orderID, stage })
      jobId = assigned.id
      return assigned
    },
    () => station.tap('job.start', { jobId }),
    ...(pauses ? [() => station.tap('job.pause', { jobId }), () => station.tap('job.start', { jobId })] : []),
    ...STEPS.slice(0, -1).map((stepId) => () => station.tap('job.completeStep', { jobId, stepId })),
    () => station.tap('job.finish', { jobId }),
  ]
}

/** Takes a new order, notes something on it, bills it and takes the money. */
export function sale(station: ShiftStation, number: number, queue: 'regular' | 'vip'): Work {
  const orderID = provisionalID(`D7K-${String(number).padStart(4, '0')}`, randomUUID())
  return [
    () =>
      station.tap('order.create', {
        ...{ plate: `SHF ${number}`, vehicleType: 'sedan', services: SERVICES, queue, takenAs: orderID },
      }),
    () => station.tap('order.setStatus', { orderID, staffNotes: `Keys at hook ${number}` }),
    () => station.tap('order.setStage', { orderID, stage: 'billed' }),
    () => station.tap('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1500, change: 500 }),
  ]
}

export const steps = (...work: readonly Work[]): Work => work.flat()
