import { checkDatabaseUri, fileOf } from './uri'

/** Tools that come with their database and fit its version. */
const OWN_TOOLS = {
  postgres: {
    backup:
      'A PostgreSQL database is backed up with its own tool: pg_dump --format=custom --file=FILE "$DATABASE_URI". Keep PAYLOAD_SECRET with it: without it nobody\u2019s key is worth anything.',
    restore:
      'A PostgreSQL database is restored with its own tool, into an empty database, while no server uses it: pg_restore --dbname="$DATABASE_URI" FILE. At their next start the servers begin new logs by themselves.',
  },
  mongodb: {
    backup:
      'A MongoDB database is backed up with its own tool: mongodump --uri="$DATABASE_URI" --archive=FILE --gzip, while no server uses it. Keep PAYLOAD_SECRET with it: without it nobody\u2019s key is worth anything.',
    restore:
      'A MongoDB database is restored with its own tool, into an empty database, while no server uses it: mongorestore --uri="$DATABASE_URI" --archive=FILE --gzip. At their next start the servers begin new logs by themselves.',
  },
} as const

const UNPROVEN =
  'AX_MONGODB=unproven: this server has never been run on a real MongoDB. Keep nothing in it that must not be lost.'

interface OwnTool {
  readonly backup: string
  readonly restore: string
}

/**
 * What a server and its commands have to know of their database before one is loaded: its file, which is theirs to keep private,
 * to copy and to put back; or `null` where servers share one elsewhere, and then how its own tool does the two.
 */
export type DatabaseFacts = { readonly warning: string | null } & (
  | { readonly file: string }
  | { readonly file: null; readonly ownTool: OwnTool }
)

/** @throws DatabaseUriError for an address that cannot be used */
export function factsOf(uri: string): DatabaseFacts {
  const kind = checkDatabaseUri(uri)
  if (kind === 'sqlite') return { file: fileOf(uri) as string, warning: null }
  return { file: null, ownTool: OWN_TOOLS[kind], warning: kind === 'mongodb' ? UNPROVEN : null }
}
