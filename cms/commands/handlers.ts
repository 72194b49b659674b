import type { Command } from '@/lib/sync/protocol'
import { bayCommands } from './bay'
import type { CommandContext, Done, Handler, Handlers } from './context'
import { jobCommands } from './job'
import { orderCommands } from './order'
import { queueCommands } from './queue'

/** Every command of the protocol; a missing one does not compile. */
const HANDLERS: Handlers<Command['type']> = { ...orderCommands, ...queueCommands, ...bayCommands, ...jobCommands }

export function handle(context: CommandContext, command: Command): Promise<Done> {
  // The table gives each type its own payload; the compiler cannot follow that through a lookup.
  const handler = HANDLERS[command.type] as Handler<Command['type']>
  return handler(context, command.payload)
}
