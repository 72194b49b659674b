import { LocalStorageJournal as Journal, type LocalStorageJournalOptions } from '../journal/local-storage'
import { READING } from './reading'

/** A journal of this car wash in `localStorage`. */
export class LocalStorageJournal extends Journal {
  constructor(options: Omit<LocalStorageJournalOptions, 'domain'>) {
    super({ ...options, domain: READING })
  }
}
