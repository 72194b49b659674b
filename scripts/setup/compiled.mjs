/** Where Node keeps the server's compiled code, below the root; a new build begins it anew. */
export const COMPILED = 'cms/.next/compiled'
