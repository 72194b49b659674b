import type { Command, RejectionCode } from '../../../domain'
import type { FeedBatch } from '../../car-wash/types'
import type { CommandResult } from '../../car-wash/wire'

/** Longest wait for the server's answer before a command is told as kept, milliseconds. */
const ANSWER_WAIT = 5_000

type Rejected = Extract<CommandResult, { status: 'rejected' }>

/** What became of a command in the end. */
export type SettledOutcome =
  /** The server made it; `orderID` of an order that it created. */
  | { readonly status: 'done'; readonly id: string; readonly orderID?: string }
  /** The server refused it. */
  | {
      readonly status: 'refused'
      readonly id: string
      readonly code: RejectionCode
      /** In words for people, English. */
      readonly message: string
      /** Which rule refused, as a translation key; absent where no rule has a name. */
      readonly reason?: string
      readonly params?: Readonly<Record<string, string | number>>
      /** The document that it was about, as it is now; `null` where there is none or the sender may not see it. */
      readonly current: Rejected['current']
    }
  /** It was taken back before it left. */
  | { readonly status: 'withdrawn'; readonly id: string }

/** What became of a command so far. */
export type CommandOutcome =
  | SettledOutcome
  /** Safely kept for sending; `settled` resolves with the rest of it, as long as this page lives. */
  | { readonly status: 'kept'; readonly id: string; readonly settled: Promise<SettledOutcome> }

interface Open {
  readonly settle: (outcome: SettledOutcome) => void
  readonly tellKept: () => void
}

/** Who waits for what became of a command that was sent on this page. */
export class CommandOutcomes {
  readonly #open = new Map<string, Open>()

  /**
   * Sends and resolves with the outcome: the server's answer while it is heard, else that the command is kept. Rejects where it
   * could not be kept.
   * @param isHeard whether an answer may be expected soon
   */
  async of(
    command: Command,
    send: (command: Command) => Promise<void>,
    isHeard: () => boolean,
  ): Promise<CommandOutcome> {
    const { id } = command
    let settle: Open['settle'] = () => {}
    let tellKept: Open['tellKept'] = () => {}
    const settled = new Promise<SettledOutcome>((resolve) => {
      settle = resolve
    })
    const kept = new Promise<CommandOutcome>((resolve) => {
      tellKept = () => resolve({ status: 'kept', id, settled })
    })
    this.#open.set(id, { settle, tellKept })
    try {
      await send(command)
    } catch (error) {
      this.#open.delete(id)
      throw error
    }
    if (!isHeard()) tellKept()
    const timer = setTimeout(tellKept, ANSWER_WAIT)
    try {
      return await Promise.race([settled, kept])
    } finally {
      clearTimeout(timer)
    }
  }

  take({ commandResults, withdrawn = [] }: Pick<FeedBatch, 'commandResults' | 'withdrawn'>): void {
    for (const result of commandResults) this.#settle(outcomeOf(result))
    for (const id of withdrawn) this.#settle({ status: 'withdrawn', id })
  }

  /** No answer is to be expected soon. */
  lost(): void {
    for (const { tellKept } of this.#open.values()) tellKept()
  }

  #settle(outcome: SettledOutcome): void {
    this.#open.get(outcome.id)?.settle(outcome)
    this.#open.delete(outcome.id)
  }
}

function outcomeOf(result: CommandResult): SettledOutcome {
  const { id } = result
  if (result.status !== 'rejected') {
    const orderID = result.status === 'applied' ? result.orderID : undefined
    return { status: 'done', id, ...(orderID === undefined ? {} : { orderID }) }
  }
  const { code, message, reason, params, current } = result
  return {
    ...{ status: 'refused', id, code, message, current },
    ...(reason === undefined ? {} : { reason }),
    ...(params === undefined ? {} : { params }),
  }
}
