import { type Catalogue, catalogueSchema } from '@/lib/domain'

const PREFIX = 'ax-station-catalogue'

/**
 * The price list as this browser last had it, for times without a server. It belongs to one account at one site: the next
 * person to sign in here neither sees nor sells by it, and what is kept of others is forgotten.
 */
export class KeptCatalogue {
  readonly #storage: () => Storage
  readonly #key: string

  /** @param storage asked each time: a browser may forbid even the look at it */
  constructor(owner: { readonly account: string; readonly tenantId: string }, storage = () => localStorage) {
    this.#storage = storage
    this.#key = `${PREFIX} ${owner.account} ${owner.tenantId}`
  }

  write(catalogue: Catalogue): void {
    try {
      const storage = this.#storage()
      for (const key of Object.keys(storage)) {
        if (key.startsWith(PREFIX) && key !== this.#key) storage.removeItem(key)
      }
      storage.setItem(this.#key, JSON.stringify(catalogue))
    } catch {
      // A full or forbidden storage costs only the offline price list.
    }
  }

  /** Removes the price lists of whoever was signed in here. */
  static forget(storage = () => localStorage): void {
    try {
      const kept = storage()
      for (const key of Object.keys(kept)) if (key.startsWith(PREFIX)) kept.removeItem(key)
    } catch {
      // What may not even be looked at holds nothing.
    }
  }

  /** `null` where there is none, or none that can be read. */
  read(): Catalogue | null {
    try {
      return catalogueSchema.parse(JSON.parse(this.#storage().getItem(this.#key) ?? 'null'))
    } catch {
      return null
    }
  }
}
