/** How many there are of each name, counted as they come and go. */
export class Tally {
  private readonly counts = new Map<string, number>()

  of(name: string): number {
    return this.counts.get(name) ?? 0
  }

  add(name: string, by: 1 | -1): void {
    const count = this.of(name) + by
    if (count === 0) this.counts.delete(name)
    else this.counts.set(name, count)
  }
}
