// Both ways in which Zod is imported.
export * from './schemas'
export * as z from './schemas'
