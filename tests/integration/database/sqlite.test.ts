import { openDatabase } from '../../support/database'
import { describeDatabase } from '../../support/database-conformance'

describeDatabase('SQLite', openDatabase)
