import { AsyncLocalStorage } from 'node:async_hooks'

/** One request, as far as everything it sets going reaches; only its identity counts. */
export type RequestScope = object

const SCOPES = Symbol.for('ax-station.request-scopes')

/** The front server and the Payload side are bundled apart and live in one process: they share the scopes. */
const shared = globalThis as { [SCOPES]?: AsyncLocalStorage<RequestScope> }
shared[SCOPES] ??= new AsyncLocalStorage<RequestScope>()
const scopes = shared[SCOPES]

/** Runs `work` as a request of its own. */
export const inRequestScope = <Result>(work: () => Result): Result => scopes.run({}, work)

/** The request that the caller is part of; `undefined` for what the server does by itself. */
export const requestScope = (): RequestScope | undefined => scopes.getStore()
