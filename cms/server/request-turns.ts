/**
 * Lets requests that arrived together begin one after the other, each in a turn of the event loop of its own. With an
 * embedded database much of a request runs without leaving its turn: a score of them at once would hold up every stream
 * for as long as all of them take.
 */
export class RequestTurns {
  private readonly waiting: (() => void)[] = []

  /** Begins `work` in a later turn, after all that was given before it. */
  begin(work: () => void): void {
    this.waiting.push(work)
    if (this.waiting.length === 1) setImmediate(this.beginNext)
  }

  private readonly beginNext = (): void => {
    try {
      this.waiting[0]?.()
    } finally {
      this.waiting.shift()
      if (this.waiting.length > 0) setImmediate(this.beginNext)
    }
  }
}
