import type { TestProject } from 'vitest/node'
import { ON, POSTGRES, POSTGRES_AT } from './chosen-database'
import { startPostgres } from './postgres'

/** Before the first file of a project that is on PostgreSQL: one for all of them. @returns what ends it */
export default async function setup({ config }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if ((config.env?.[ON] ?? process.env[ON]) !== POSTGRES) return undefined
  const postgres = await startPostgres()
  // Workers are started after it, and have it from here.
  process.env[POSTGRES_AT] = `postgres://postgres@127.0.0.1:${postgres.port}`
  return () => postgres.close()
}
