import { expect } from 'vitest'
import { startPostgres, type TestPostgres, type TestStandby } from './postgres'

/** A database with copies, of which one after another takes its place. */
export class Promotions {
  /** What is written to now. */
  primary: Pick<TestPostgres, 'ask' | 'stop' | 'port'>
  /** The copies that nothing has become of yet. */
  copies: readonly TestStandby[]

  private constructor(readonly postgres: TestPostgres) {
    this.primary = postgres
    this.copies = postgres.standbys
  }

  static async start(standbys: number): Promise<Promotions> {
    return new Promotions(await startPostgres({ standbys }))
  }

  get next(): TestStandby {
    const [copy] = this.copies
    if (!copy) throw new Error('There is no copy left.')
    return copy
  }

  /** The copy has all that was written. */
  async inStep(copy: TestStandby): Promise<void> {
    const written = await this.primary.ask('SELECT pg_current_wal_lsn()')
    const asked = `SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming' AND flushed_lsn >= '${written}'`
    await expect.poll(() => copy.ask(asked), { timeout: 15_000 }).toBe('1')
  }

  /** What is written from now on comes to no copy. */
  lag(): void {
    for (const { network } of this.copies) network.set({ kind: 'stall' })
  }

  /** A copy takes the place of the database, with what had come to it; the others follow it from now on. */
  async promote(copy: TestStandby): Promise<void> {
    await copy.promote()
    this.primary = copy
    this.copies = this.copies.filter((each) => each !== copy)
    for (const { network } of this.copies) {
      network.set({ kind: 'pass' })
      network.redirect(copy.port)
    }
  }
}
