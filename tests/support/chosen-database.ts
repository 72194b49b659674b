/** Names the variable that says on which database the servers are that tests start. */
export const ON = 'AX_TEST_DATABASE'
export const POSTGRES = 'postgres'

/**
 * Each server of the tests has a file of its own, or with `AX_TEST_DATABASE=postgres` a database of its own on one PostgreSQL,
 * which the run brings (postgres-for-all.ts).
 */
export const onPostgres = process.env[ON] === POSTGRES

/** Names the variable that says where that PostgreSQL is, `postgres://user@host:port`. */
export const POSTGRES_AT = 'AX_TEST_POSTGRES_AT'
