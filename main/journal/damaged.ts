/** A journal whose content cannot be what was written. */
export class DamagedJournalError extends Error {}
