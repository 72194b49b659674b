import type { ClientSession, Collection, Document } from 'mongodb'
import type { Part } from './part'

/** A collection as mongoose has it: the driver's methods, each of which can be replaced. */
export type Writable = Record<string, unknown> & { readonly name: string }

interface Options {
  readonly session?: ClientSession
  readonly upsert?: boolean
}

type Write = (...args: unknown[]) => Promise<unknown>

/** Where each has its options. */
const OPTIONS_AT = {
  insertOne: 1,
  insertMany: 1,
  bulkWrite: 1,
  updateOne: 2,
  updateMany: 2,
  replaceOne: 2,
  findOneAndUpdate: 2,
  findOneAndReplace: 2,
  deleteOne: 1,
  deleteMany: 1,
  findOneAndDelete: 1,
} as const

type Name = keyof typeof OPTIONS_AT

/**
 * Tells the part under way, if there is one, what is about to be written: whoever writes does so through these methods.
 *
 * @param partOf the part under way in the transaction of a session
 * @param plain the same collection, of the driver itself
 */
export function tellParts(
  collection: Writable,
  partOf: (session: ClientSession | undefined) => Part | null,
  plain: () => Collection<Document>,
): void {
  for (const name of Object.keys(OPTIONS_AT) as Name[]) {
    const write = (collection[name] as Write).bind(collection)
    collection[name] = async (...args: unknown[]) => {
      const options = (args[OPTIONS_AT[name]] ?? {}) as Options
      const part = partOf(options.session)
      if (!part) return write(...args)
      if (name === 'bulkWrite') throw new Error('A part of a transaction cannot undo a bulk of writes.')
      if (name === 'insertOne' || name === 'insertMany') {
        const answer = await write(...args)
        const made = (name === 'insertOne' ? [args[0]] : args[0]) as Document[]
        for (const { _id } of made) part.note(plain(), _id, null)
        return answer
      }
      const filter = args[0] as Document
      const found = await part.keep(plain(), filter)
      const answer = await write(...args)
      if (options.upsert && found === 0) await part.made(plain(), filter)
      return answer
    }
  }
}
