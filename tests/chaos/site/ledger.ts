import type { Command } from '@/lib/domain'

/** One thing a person did. */
export interface Tap {
  readonly by: string
  readonly command: Command
  /** The screen has said that it is kept; from then on it must have one outcome. */
  kept: boolean
}

/** Everything that was done in a run, as those who did it remember it. */
export class Ledger {
  readonly taps: Tap[] = []
  /** Plates of cars that somebody took at a web desk, whose page said that the order is kept. */
  readonly plates: string[] = []
  /** Taps the screen itself refused, in the words of the rule: nothing was done. */
  refusedAtOnce = 0
  /** Commands handed over a second time, as an impatient finger or a repeated message does. */
  doubled = 0

  note(by: string, command: Command): Tap {
    const tap: Tap = { by, command, kept: false }
    this.taps.push(tap)
    return tap
  }
}
