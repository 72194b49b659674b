import type { Actor, Command } from '@/lib/domain'
import { type Clock, MemoryJournal, MemoryOutbox, SyncManager } from '@/lib/sync/engine'
import type { Scene } from '@/renderer/store/predict'
import type { FakeClock } from '../../support/fake-clock'
import type { FakeServer } from '../../support/fake-server'
import { nextAct } from '../person'
import { Road } from './road'

/** What somebody did, and whether the screen had said that it is kept. */
export interface Deed {
  readonly command: Command
  kept: boolean
  /** Whether it was taken back: `asked` where the program was killed before it said so. */
  takenBack: 'no' | 'asked' | 'yes'
}

/**
 * A machine people work at: its disk outlives the lives of its program, its clock is its own.
 */
export class Workplace {
  readonly deeds: Deed[] = []
  readonly #journal = new MemoryJournal(10_000)
  readonly #outbox = new MemoryOutbox()
  #life: Life
  #clockAhead = 0

  constructor(
    readonly name: string,
    readonly actor: Actor,
    private readonly scene: Scene,
    private readonly clock: FakeClock,
    private readonly server: FakeServer,
    private readonly random: () => number,
  ) {
    this.#life = this.#begin()
  }

  get road(): Road {
    return this.#life.road
  }

  get engine(): SyncManager {
    return this.#life.engine
  }

  /** The program is killed, wherever it is in its work, and started again on the same disk. */
  restart(): void {
    this.#life.end()
    this.#life = this.#begin()
  }

  jumpClock(by: number): void {
    this.#clockAhead += by
  }

  /** Does what chance says and the screen does not refuse; nothing where there is nothing to do. */
  act(pick: (below: number) => number): void {
    const hex = () => Math.floor(this.random() * 16).toString(16)
    const id = 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, hex)
    const issuedAt = new Date(this.clock.now() + this.#clockAhead).toISOString()
    const { command } = nextAct(this.engine.state(), this.scene, { id, issuedAt }, pick)
    if (!command) return
    const deed: Deed = { command, kept: false, takenBack: 'no' }
    this.deeds.push(deed)
    const { engine } = this.#life
    const keep = async () => {
      await engine.send(command)
      deed.kept = true
    }
    // A program that is killed in the middle of it never says so; and people tap twice.
    void keep()
    if (pick(6) === 0) void keep()
  }

  /** Takes something back that waits, with what leans on it; nothing where it may have left. */
  async takeBack(pick: (below: number) => number): Promise<void> {
    const { pending = [], unsent = [] } = this.engine.state()
    // Now and then one that has left: then it is too late.
    const offered = pick(4) === 0 ? pending.map(({ id }) => id) : unsent
    const chosen = offered[pick(Math.max(1, offered.length))]
    if (!chosen) return
    const { engine } = this.#life
    let ids: readonly string[] = [chosen]
    // What is done in between may lean on it too.
    for (;;) {
      const deeds = this.deeds.filter(({ command, takenBack }) => ids.includes(command.id) && takenBack !== 'yes')
      for (const deed of deeds) deed.takenBack = 'asked'
      const became = await engine.withdraw(ids)
      for (const deed of deeds) {
        // Asked twice at once, it is taken back the first time.
        if (became.status === 'withdrawn') deed.takenBack = 'yes'
        else if (deed.takenBack === 'asked') deed.takenBack = 'no'
      }
      if (became.status !== 'more') return
      ids = [...ids, ...became.ids]
    }
  }

  #begin(): Life {
    const road = new Road(this.server, this.name)
    const life = { over: false }
    const clock: Clock = {
      now: () => this.clock.now() + this.#clockAhead,
      monotonic: () => this.clock.monotonic(),
      setTimeout: (run, delay) => this.clock.setTimeout(() => life.over || run(), delay),
      clearTimeout: (timer) => this.clock.clearTimeout(timer),
    }
    const engine = new SyncManager({
      serverUrl: 'http://server.test',
      journal: mortal(this.#journal, life),
      outbox: mortal(this.#outbox, life),
      config: { autoConnect: false },
      clock,
      random: this.random,
      fetch: road.fetch,
      eventSourceFactory: road.eventSourceFactory,
    })
    void engine.start().then(() => engine.connect({}))
    return {
      road,
      engine,
      end() {
        life.over = true
        road.end()
      },
    }
  }
}

interface Life {
  readonly road: Road
  readonly engine: SyncManager
  end(): void
}

/** What a killed program was writing is not written, and it never hears of it. */
function mortal<T extends object>(disk: T, life: { readonly over: boolean }): T {
  return new Proxy(disk, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => (life.over ? new Promise(() => undefined) : value.apply(target, given))
    },
  })
}
