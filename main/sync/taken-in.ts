import { z } from 'zod'
import { type Choice, type Choices, choiceKeySchema, fingerprintSchema, pairedSchema } from '@/lib/domain/pairing'
import type { PairedMachine, TakenMachine } from '@/preload/contract'
import type { Secrets } from '../settings/secrets'
import { StationError } from '../station-error'
import type { ServerAccess } from './credentials'
import type { ChoosingServer, PairedServer, PairingRequest } from './pair-with-code'

const knownSchema = z.object({ url: z.url(), pin: fingerprintSchema.nullable() })
const keptSchema = z.union([pairedSchema.extend(knownSchema.shape), knownSchema.extend({ choiceKey: choiceKeySchema })])

/** After these there is nothing to choose any more. */
const ENDED = ['choice_over', 'already_chosen']

export interface TakenInParts {
  readonly secrets: Pick<Secrets, 'read' | 'write'>
  readonly pairWithCode: (request: PairingRequest) => Promise<PairedServer | ChoosingServer>
  readonly loadChoices: (server: ChoosingServer) => Promise<Choices>
  readonly sendChoice: (server: ChoosingServer, choice: Choice) => Promise<PairedServer>
}

/**
 * What a code was good for, from the moment it is used until the set-up is complete: kept among the secrets, so that a set-up
 * that is interrupted goes on, for the code is good once.
 */
export class TakenIn {
  readonly #parts: TakenInParts

  constructor(parts: TakenInParts) {
    this.#parts = parts
  }

  /** The code is used up by it. @throws StationError as `pairWithCode` */
  async pair(request: PairingRequest): Promise<TakenMachine> {
    const server = await this.#parts.pairWithCode(request)
    this.#keep(server)
    return toldOf(server)
  }

  /** What a set-up that was left has reached. */
  unfinished(): TakenMachine | null {
    const kept = this.#read()
    return kept && toldOf(kept)
  }

  /** @throws StationError `no_key`, or as `loadChoices` */
  choices(): Promise<Choices> {
    return this.#choosing((server) => this.#parts.loadChoices(server))
  }

  /** @throws StationError `no_key`, or as `sendChoice` */
  choose(choice: Choice): Promise<PairedMachine> {
    return this.#choosing(async (server) => {
      const paired = await this.#parts.sendChoice(server, choice)
      this.#keep(paired)
      return toldOf(paired)
    })
  }

  /** With which key this machine is known to that server. @throws StationError `no_key` */
  accessTo(url: string): ServerAccess {
    const kept = this.#read()
    if (kept?.url !== url || !('apiKey' in kept))
      throw new StationError('no_key', 'This station has no key of that server. Enter a code or a key.')
    return { url, key: kept.apiKey, pin: kept.pin }
  }

  forget(): void {
    if (this.#parts.secrets.read('takenIn') !== null) this.#parts.secrets.write('takenIn', null)
  }

  async #choosing<Result>(ask: (server: ChoosingServer) => Promise<Result>): Promise<Result> {
    const kept = this.#read()
    if (!kept || !('choiceKey' in kept)) throw new StationError('no_key', 'There is nothing to choose. Enter a code.')
    try {
      return await ask(kept)
    } catch (error) {
      if (error instanceof StationError && ENDED.includes(error.code)) this.forget()
      throw error
    }
  }

  #keep(server: PairedServer | ChoosingServer): void {
    this.#parts.secrets.write('takenIn', JSON.stringify(server))
  }

  #read(): PairedServer | ChoosingServer | null {
    const text = this.#parts.secrets.read('takenIn')
    return text === null ? null : (keptSchema.safeParse(JSON.parse(text)).data ?? null)
  }
}

/** As a page may know it: without keys. */
function toldOf(server: PairedServer): PairedMachine
function toldOf(server: PairedServer | ChoosingServer): TakenMachine
function toldOf(server: PairedServer | ChoosingServer): TakenMachine {
  const known = { serverUrl: server.url, isPinned: server.pin !== null }
  if ('choiceKey' in server) return known
  const { name, role, bay } = server
  return { ...known, name, role, bay }
}
