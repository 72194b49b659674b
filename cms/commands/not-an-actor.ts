/** Somebody who may send no commands at all, or none to the site named: to be answered 403. */
export class NotAnActorError extends Error {}
