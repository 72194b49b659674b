import { tellParent } from '../server/parent'

interface Migration {
  readonly name: string
  up(args: never): Promise<void>
}

/**
 * Migrations that tell whoever started this server when each begins and ends: with much data one takes minutes, in which
 * the server answers nothing, and would otherwise be taken for hung and ended, to begin it anew.
 */
export function announced<M extends Migration>(migrations: readonly M[]): M[] {
  return migrations.map((migration) => ({
    ...migration,
    async up(args: never) {
      tellParent({ type: 'migrating', step: migration.name })
      // Once the statements run, nothing leaves this process: the message goes first.
      await new Promise((resolve) => setImmediate(resolve))
      await migration.up(args)
      tellParent({ type: 'migrated', step: migration.name })
    },
  }))
}
