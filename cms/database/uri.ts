import path from 'node:path'

/** `DATABASE_URI` names a database this version cannot use. */
export class DatabaseUriError extends Error {
  readonly code = 'unsupported_database'
}

/** The file of an embedded database; `null` where servers share one elsewhere. */
export const fileOf = (uri: string): string | null => (uri.startsWith('file:') ? uri.slice('file:'.length) : null)

/**
 * The kind of database `DATABASE_URI` asks for. Checked before anything is loaded, so that a wrong one gets a plain error.
 * Throws `DatabaseUriError` for one that is not there (yet).
 */
export function checkDatabaseUri(uri: string): 'sqlite' | 'postgres' {
  const scheme = /^([a-z+]+):/.exec(uri)?.[1]
  switch (scheme) {
    case 'file':
      return 'sqlite'
    case 'postgres':
    case 'postgresql':
      return 'postgres'
    case 'mongodb':
    case 'mongodb+srv':
      throw new DatabaseUriError(
        `DATABASE_URI asks for ${scheme}, which this version cannot use. Leave it unset to use the embedded SQLite, or give a postgres: address.`,
      )
    default:
      throw new DatabaseUriError(
        `DATABASE_URI must be a postgres: address, or a file: address of a SQLite database, such as file:${path.resolve('ax-station.db')}.`,
      )
  }
}
