import { seededRandom } from '../../support/seeded-random'

/** Chance that can be had again: the same seed draws the same. */
export class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  /** A whole number from 0, below `limit`. */
  readonly below = (limit: number): number => Math.floor(this.#random() * limit)

  /** True once in `times`. */
  oneIn(times: number): boolean {
    return this.below(times) === 0
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}
