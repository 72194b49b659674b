/** Names that the station's pages and their service worker have in common. */

export const WORKER = '/station/worker.js'
/** Pages that the worker may open. */
export const WORKER_SCOPE = '/station'
/** The shell: a page of nobody's, which shows what the browser kept. */
export const SHELL = '/station/shell'
/** The meta tag in which the shell says of which build it is. */
export const BUILD_META = 'ax-build'

export const SET = 'ax-station-shell'
/** The set of a build's files, and the lock that each open page holds as long as it needs them. */
export const setOf = (build: string): string => `${SET} ${build}`

export const STATIC = '/_next/static/'

/** A cookie that is another after each sign-in and sign-out, wherever it was done: the panel, another tab. Says nothing of whom. */
export const SESSION_MARK = 'ax-session'
