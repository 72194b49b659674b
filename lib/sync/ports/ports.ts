import type { RefusedCommand } from '../outbox/refused-command'
import type { CommandsKept } from '../status/status'
import type { AnyCommand } from './domain'

/** Time, passed in so that tests can hold it. Times in milliseconds since 1970. */
export interface Clock {
  now(): number
  /** Milliseconds that never go back, for durations. */
  monotonic(): number
  setTimeout(run: () => void, delay: number): unknown
  clearTimeout(timer: unknown): void
}

/** The part of WHATWG `EventSource` the engine uses. */
export interface EventSourceLike {
  readonly readyState: number
  addEventListener(
    type: string,
    listener: (event: { data?: string; lastEventId?: string; code?: number }) => void,
  ): void
  close(): void
}

/** Makes an event stream; the documented seam for tests and for Node, where headers carry the credentials. */
export type EventSourceFactory = (url: string) => EventSourceLike

export interface LogEntry {
  readonly at: string
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

/** Asks for `run` to be called before the next frame is drawn; returns what takes the request back. */
export type FrameScheduler = (run: () => void) => () => void

/** A command that the server has not answered yet. */
export interface WaitingCommand {
  readonly command: AnyCommand
  /** It has certainly not left this machine. */
  readonly unsent: boolean
}

/** Keeps commands until the server has answered them. Durable when `add` resolves. */
export interface Outbox {
  /** Absent: `durable`. May change with any call. */
  readonly kept?: CommandsKept
  pending(): Promise<readonly AnyCommand[]>
  /**
   * Adding a command twice keeps the first.
   * @param mayHaveLeft whether it may have been sent before; otherwise it is marked as unsent
   */
  add(command: AnyCommand, mayHaveLeft?: boolean): Promise<void>
  /** Ids of the waiting commands that have certainly not left this machine. */
  unsent(): Promise<readonly string[]>
  /**
   * These are about to be sent: their marks are taken away, durably when it resolves. Rejects where that could not be kept.
   * @returns those that still wait; the others were taken back, or settled elsewhere
   */
  letGo(ids: readonly string[]): Promise<readonly string[]>
  /**
   * Takes commands back in one step, so that none of them is let go meanwhile. Rejects where that could not be kept.
   * @param choose is given all that waits, in order, and names those to take out
   */
  withdraw(choose: (waiting: readonly WaitingCommand[]) => readonly string[]): Promise<void>
  settle(ids: readonly string[]): Promise<void>
  /**
   * Turns waiting commands into refused ones, in one step: each is kept with its answer until it is released, and waits no
   * longer. One that does not wait any more was settled elsewhere, and is left alone. Rejects where that could not be kept.
   */
  setAside(refused: readonly RefusedCommand[]): Promise<void>
  /** What was set aside and not released, in that order. */
  refused(): Promise<readonly RefusedCommand[]>
  release(id: string): Promise<void>
}
