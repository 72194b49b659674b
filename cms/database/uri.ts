import path from 'node:path'

/** `DATABASE_URI` names a database this version cannot use. */
export class DatabaseUriError extends Error {
  readonly code = 'unsupported_database'
}

/** The file of an embedded database; `null` where servers share one elsewhere. */
export const fileOf = (uri: string): string | null => (uri.startsWith('file:') ? uri.slice('file:'.length) : null)

/** What `AX_MONGODB` must say before a server starts on it. */
const UNPROVEN = 'unproven'

/** Whether whoever starts this has said that they know what MongoDB is here. */
const takesMongo = (env: Readonly<Record<string, string | undefined>>): boolean => env.AX_MONGODB === UNPROVEN

/**
 * The kind of database `DATABASE_URI` asks for. Checked before anything is loaded, so that a wrong one gets a plain error.
 * Throws `DatabaseUriError` for one that cannot be used.
 */
export function checkDatabaseUri(
  uri: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): 'sqlite' | 'postgres' | 'mongodb' {
  const scheme = /^([a-z+]+):/.exec(uri)?.[1]
  switch (scheme) {
    case 'file':
      return 'sqlite'
    case 'postgres':
    case 'postgresql':
      return 'postgres'
    case 'mongodb':
    case 'mongodb+srv':
      if (!takesMongo(env)) {
        throw new DatabaseUriError(
          `DATABASE_URI asks for ${scheme}, on which this server has never been run. Leave it unset to use the embedded SQLite, or give a postgres: address. To try MongoDB with data that may be lost, set AX_MONGODB=${UNPROVEN}.`,
        )
      }
      if (!/^[^:]+:\/\/[^/]+\/[^/?]+/.test(uri)) {
        throw new DatabaseUriError(
          'DATABASE_URI names no database of the MongoDB: write mongodb://host/ax_station?replicaSet=rs0.',
        )
      }
      return 'mongodb'
    default:
      throw new DatabaseUriError(
        `DATABASE_URI must be a postgres: address, or a file: address of a SQLite database, such as file:${path.resolve('ax-station.db')}.`,
      )
  }
}
