/** The protocol between server and client: one zod schema per message, types inferred from it. */
export * from './catalogue'
export * from './command-id'
export * from './commands'
export * from './documents'
export * from './events'
export * from './identity'
export * from './responses'
export * from './station'
