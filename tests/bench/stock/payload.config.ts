import { stockConfig } from './config'

const { DATABASE_URI = '', PAYLOAD_SECRET = '', STOCK_WAY } = process.env

export default stockConfig(DATABASE_URI, PAYLOAD_SECRET, STOCK_WAY === 'ours' ? 'ours' : 'stock')
