import { type Command, type CommandPayload, type CommandType, commandSchema, newCommandId } from '../../domain'

export interface SendOptions {
  /** Its own id; one that was refused is done again under `idOfNextTry(id)`, so that it is done once. Default: a new one. */
  readonly id?: string
  /** The version of the document that the person saw: where it has changed since, the server refuses with `conflict`. */
  readonly expect?: { readonly version: number }
}

/** @throws ZodError when it is no command there can be */
export function makeCommand<T extends CommandType>(type: T, payload: CommandPayload<T>, options: SendOptions): Command {
  const { id = newCommandId(), expect } = options
  return commandSchema.parse({ id, type, payload, issuedAt: new Date().toISOString(), ...(expect ? { expect } : {}) })
}
