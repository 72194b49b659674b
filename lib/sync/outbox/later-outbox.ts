import type { Outbox } from '../ports/ports'

/** An outbox that is brought with its first use. */
export class LaterOutbox implements Outbox {
  readonly #bring: () => Promise<Outbox>
  #coming: Promise<Outbox> | null = null
  #outbox: Outbox | null = null

  constructor(bring: () => Promise<Outbox>) {
    this.#bring = bring
  }

  get kept() {
    return this.#outbox?.kept ?? 'durable'
  }

  readonly pending: Outbox['pending'] = async () => (await this.#get()).pending()
  readonly add: Outbox['add'] = async (...args) => (await this.#get()).add(...args)
  readonly unsent: Outbox['unsent'] = async () => (await this.#get()).unsent()
  readonly letGo: Outbox['letGo'] = async (ids) => (await this.#get()).letGo(ids)
  readonly withdraw: Outbox['withdraw'] = async (choose) => (await this.#get()).withdraw(choose)
  readonly settle: Outbox['settle'] = async (ids) => (await this.#get()).settle(ids)
  readonly setAside: Outbox['setAside'] = async (refused) => (await this.#get()).setAside(refused)
  readonly refused: Outbox['refused'] = async () => (await this.#get()).refused()
  readonly release: Outbox['release'] = async (id) => (await this.#get()).release(id)

  #get(): Promise<Outbox> {
    this.#coming ??= this.#bring().then(
      (outbox) => {
        this.#outbox = outbox
        return outbox
      },
      (error: unknown) => {
        this.#coming = null
        throw error
      },
    )
    return this.#coming
  }
}
