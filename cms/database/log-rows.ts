import type { Payload } from 'payload'
import type { LogRange, LogRow } from '../sync/log/read'
import { additionsOf } from './additions'

/** What an adapter of this folder adds to Payload's, whose queries cannot say by which index they are answered. */
export interface LogReading {
  readLog(asked: LogRange): Promise<LogRow[]>
}

export function readLog(payload: Payload, asked: LogRange): Promise<LogRow[]> {
  return additionsOf(payload).readLog(asked)
}
