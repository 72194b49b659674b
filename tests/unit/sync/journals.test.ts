import { LocalStorageJournal, MemoryJournal, systemClock } from '@/lib/sync/engine'
import { describeJournal } from '../../support/journal-conformance'
import { MemoryStorage } from '../../support/memory-storage'

describeJournal({
  name: 'MemoryJournal',
  place: () => ({ make: () => new MemoryJournal() }),
  keepsDocuments: true,
  durable: false,
})

describeJournal({
  name: 'LocalStorageJournal',
  place: () => {
    const storage = new MemoryStorage()
    return { make: () => new LocalStorageJournal({ clock: systemClock, storage: () => storage, page: null }) }
  },
  keepsDocuments: false,
  durable: true,
})
