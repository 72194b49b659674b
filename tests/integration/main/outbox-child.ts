import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { cancelOf } from '@/tests/support/outbox-promises'

/**
 * Adds commands without end, lets every third go and takes every fourth back, and tells its parent what is durable. Never ends
 * by itself. Arguments: path of the journal, number of the first command.
 */
const [, , path = '', first = '1'] = process.argv
const journal = new SqliteJournal({ path })
await journal.open(1)
const outbox = new SqliteOutbox(journal)
const tell = async (number: number, became: 'unsent' | 'left' | 'back') => {
  process.send?.({ number, became })
  // The message must leave before the next step: what the parent heard of is what must survive.
  await new Promise((resolve) => setImmediate(resolve))
}
for (let number = Number(first); ; number += 1) {
  const command = cancelOf(number)
  await outbox.add(command)
  await tell(number, 'unsent')
  if (number % 3 === 0) {
    await outbox.letGo([command.id])
    await tell(number, 'left')
  } else if (number % 4 === 0) {
    await outbox.withdraw(() => [command.id])
    await tell(number, 'back')
  }
}
