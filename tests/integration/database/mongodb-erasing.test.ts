import { afterAll, describe } from 'vitest'
import { MONGODB } from '../../support/chosen-database'
import { openDatabase } from '../../support/database'
import { describeErasing } from '../../support/erasing'
import { dropMongoDatabase, dumpMongoDatabase, newMongoDatabase } from '../../support/mongodb'

describe.skipIf(!MONGODB)('a real MongoDB', () => {
  let uri = ''
  afterAll(() => dropMongoDatabase(uri))

  describeErasing('MongoDB', {
    open() {
      uri = newMongoDatabase()
      return openDatabase({ uri })
    },
    dump: () => dumpMongoDatabase(uri),
  })
})
