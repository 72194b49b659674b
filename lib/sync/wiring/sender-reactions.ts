import type { LogRing } from '../metrics/log-ring'
import type { CommandingOptions } from '../outbox/commanding'
import type { AnyCommand } from '../ports/domain'
import type { Rows, Told } from './reactions'

/** What a log may hold of a command: no names, plates or notes. */
const FIT_FOR_LOGS = new Set(['orderID', 'jobId', 'bayId', 'toBayId', 'queue', 'stage', 'action', 'method', 'amount'])

/** What the sending of commands tells, and what that does to the other parts. Comes with what sends. */
export const SENDER_REACTIONS: Rows<Told<CommandingOptions>> = {
  onResults({ log, feed, status }, results) {
    for (const result of results) {
      if (result.status === 'rejected') log.add('warn', 'A command was rejected', { id: result.id, code: result.code })
    }
    feed.results(results)
    status.update()
  },
  // What was applied will come as an event: until then the picture is behind.
  onHead: ({ writer, status }, seq) => writer.cursor && status.headHeard({ epoch: writer.cursor.epoch, seq }),
  onPending: ({ status }) => status.update(),
  onUnsent: ({ feed }, ids) => feed.unsent(ids),
  onWithdrawn({ log, feed }, ids, commands) {
    for (const command of commands) note(log, 'A person took a waiting command back', command)
    feed.withdrawn(ids)
  },
  onUnauthorized: ({ driver }) => driver.dispatch({ type: 'unauthorized' }),
  onWaiting: ({ feed }, commands) => feed.waiting(commands),
  onFailed: ({ log }, { reason }) => log.add('warn', 'Commands could not be sent', { reason }),
  onRefused: ({ feed }, refused) => feed.refused(refused),
  onDecided({ log }, { command, answer }, decision) {
    note(log, 'A person decided on a refused command', command, { decision, refused: answer.reason ?? answer.code })
  },
}

function note(log: LogRing, message: string, { id, type, issuedAt, payload }: AnyCommand, more: object = {}): void {
  const fit = Object.fromEntries(Object.entries(payload).filter(([name]) => FIT_FOR_LOGS.has(name)))
  log.add('info', message, { id, type, issuedAt, ...fit, ...more })
}
