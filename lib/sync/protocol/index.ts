/** The protocol between server and client: one zod schema per message, types inferred from it. */
export * from './commands'
export * from './cursor'
export * from './frames'
export * from './responses'
export * from './station'
export * from './version'
