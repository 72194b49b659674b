import { useCallback } from 'react'
import { type Command, idOfNextTry } from '@/lib/domain'
import { isFact } from '@/lib/domain/commands/run'
import type { RefusedCommand } from '@/lib/sync/engine'
import type { StationStore } from '../store/station-store'
import { useSend } from '../store/use-command'
import { useStore } from '../store/use-station'

/** It was refused for its age: what was wished then is wished now. */
const FOR_ITS_AGE = ['rules.command.too_old', 'rules.command.waited_too_long']

/**
 * Does a refused action again on what is there now, under an id of its own, for the old one is answered. What has happened
 * keeps the time at which it did; so does what is done again for another reason than its age. False where the rules say no at
 * once.
 */
export function useDoAgain() {
  const send = useSend()
  const store = useStore()
  return useCallback(
    async ({ command, answer }: RefusedCommand, id: string): Promise<boolean> => {
      const { type, payload, issuedAt } = command
      // Money is shown at once only over a version that somebody saw: the one on the screen now.
      const order = type === 'order.setPayment' ? store.get('order', payload.orderID) : undefined
      const isOfThen = isFact(command) || !FOR_ITS_AGE.includes(answer.reason ?? '')
      const again = await send(type, asOfNow(command, store), {
        id,
        asOf: isOfThen ? issuedAt : undefined,
        expectVersion: order?.version,
        confirmed: true,
      })
      const isRefused = store.resultOf(again)?.status === 'rejected'
      return !isRefused || store.refused.some((each) => each.command.id === again)
    },
    [send, store],
  )
}

/** The payload on what is there now, which whoever does it again has seen. */
function asOfNow({ type, payload }: Command, store: StationStore): Command['payload'] {
  if (type !== 'bay.assign') return onJobNow(payload, store)
  return { ...payload, stage: store.get('order', payload.orderID)?.stage }
}

/** How often somebody may have tried to send a car to its bay. */
const MOST_TRIES = 20

/** A car that was sent to its bay again has a job of that later command. */
function onJobNow<Payload extends object>(payload: Payload, store: StationStore): Payload {
  if (!('jobId' in payload) || typeof payload.jobId !== 'string') return payload
  let { jobId } = payload
  for (let tries = 0; tries < MOST_TRIES && !store.get('job', jobId); tries++) jobId = idOfNextTry(jobId)
  return store.get('job', jobId) ? { ...payload, jobId } : payload
}
