import type { z } from 'zod'
import type { RefusedCommand } from '../outbox/refused-command'
import type { CommandResult } from '../protocol/commands'

/** A document as the engine sees one: of all it holds, the version alone. */
export interface AnyDocument {
  readonly version: number
}

/** An event of the log as the engine sees one: where it stands and what it is called. What it carries is the domain's. */
export interface AnyEvent {
  readonly id: string
  readonly eventType: string
  readonly orderID?: string | undefined
  readonly tenantId: string
  readonly timestamp: string
  readonly actor: string
  /** The command that made it, where one did and the reader may know. */
  readonly commandId?: string | undefined
  readonly data: object
}

/** What a person did, as the engine sees it: something with a name that is done at most once. */
export interface AnyCommand {
  readonly id: string
  readonly type: string
  readonly issuedAt: string
  readonly payload: object
}

/** A document put in place, or taken away when `document` is `null`. */
export interface DocumentChange {
  readonly kind: string
  readonly key: string
  readonly document: AnyDocument | null
}

/** The types of a domain for those who use the engine with one; these where any domain will do. */
export interface DomainTypes {
  readonly change: DocumentChange
  readonly event: AnyEvent
  readonly command: AnyCommand
  readonly result: CommandResult
  readonly refused: RefusedCommand
}

/** A document that an event carries; with `revives` it comes back though it was deleted. */
export type Carried = DocumentChange & { readonly revives?: true }

/** Why the engine gives a command up that the server did not answer: it may have been done, on an answer that got lost. */
export type GivenUp = 'not_understood' | 'unanswered'

/** What a site is about. The engine keeps its documents, events and commands, and knows nothing else of them. */
export interface Domain extends ReadingDomain, CommandDomain {}

/** Its documents and events: all that an engine needs that only reads. */
export interface ReadingDomain {
  /** Names of the log's events, as streams carry them. */
  readonly eventTypes: readonly string[]
  readonly event: z.ZodType<AnyEvent>
  /** Asked of events that `event` has read. */
  documentsOf(event: AnyEvent): readonly Carried[]
  /** The lists of a snapshot by their names. `changeOf` is asked of documents that `schema` has read. */
  readonly lists: Readonly<Record<string, DocumentList>>
}

/** Its commands. */
export interface CommandDomain {
  readonly command: z.ZodType<AnyCommand>
  /** The server's answer to a command. */
  readonly result: z.ZodType<CommandResult>
  readonly refused: z.ZodType<RefusedCommand>
  /** The documents a command is about, each by one text; those of one document are done in order. */
  touchedDocuments(command: AnyCommand): readonly string[]
  /** Whether `command` is about something that `earlier` is to make: without it, it cannot be done. */
  leansOn(command: AnyCommand, earlier: AnyCommand): boolean
  /** The words for it, and their key for translators. */
  refusal(why: GivenUp): { readonly key: string; readonly message: string }
}

export interface DocumentList {
  readonly schema: z.ZodType<AnyDocument>
  changeOf(document: AnyDocument): DocumentChange
  /** Some servers do not tell it: then it is empty. */
  readonly mayBeAbsent?: true
}
