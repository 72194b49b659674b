import { stockConfig } from './config'

const { DATABASE_URI = '', PAYLOAD_SECRET = '' } = process.env

export default stockConfig(DATABASE_URI, PAYLOAD_SECRET)
