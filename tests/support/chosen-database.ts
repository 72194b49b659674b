/** Names the variable that says on which database the servers are that tests start. */
export const ON = 'AX_TEST_DATABASE'
export const POSTGRES = 'postgres'

/**
 * Each server of the tests has a file of its own, or with `AX_TEST_DATABASE=postgres` a database of its own on one PostgreSQL,
 * which the run brings (postgres-for-all.ts).
 */
export const onPostgres = process.env[ON] === POSTGRES

/**
 * With `AX_TEST_MONGODB_URI` they are on a replica set that nobody else needs, `mongodb://host/?replicaSet=rs0`, and what a real
 * MongoDB owes is tested too.
 */
export const MONGODB = process.env.AX_TEST_MONGODB_URI
export const onMongo = Boolean(MONGODB) && !onPostgres

export const onSqlite = !onPostgres && !onMongo

/** Names the variable that says where the PostgreSQL is, `postgres://user@host:port`. */
export const POSTGRES_AT = 'AX_TEST_POSTGRES_AT'
