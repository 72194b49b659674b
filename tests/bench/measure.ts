/** One line of the benchmark table. */
export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** The same work done the barest way, measured in the same run; `null` where there is none. */
  readonly floor: number | null
  /** What the project aims at for value / floor, e.g. `<= 1.5`. */
  readonly aim?: string
  readonly note?: string
}

/** The same measures of several things, side by side. */
export interface Comparison {
  readonly of: readonly string[]
  readonly measures: readonly {
    readonly what: string
    readonly unit: string
    readonly values: readonly number[]
    readonly note: string
  }[]
}

export interface Benchmark {
  readonly name: string
  run(): Promise<readonly Row[] | Comparison>
}

/** The p-th percentile (0 to 100) of unsorted values; NaN when there are none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN
}

/** Milliseconds a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
