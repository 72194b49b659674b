/** What a site is called until its owner names it. */
export const STARTER_SITE_NAME = 'My site'

/** Names of the bays a new site begins with. */
export const STARTER_BAYS = ['Bay 1', 'Bay 2'] as const
