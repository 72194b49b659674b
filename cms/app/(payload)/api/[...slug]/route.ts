import config from '@payload-config'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { againAfterConflict } from '../../../../server/write-again'

export const GET = REST_GET(config)
export const POST = againAfterConflict(REST_POST(config))
export const DELETE = againAfterConflict(REST_DELETE(config))
export const PATCH = againAfterConflict(REST_PATCH(config))
export const PUT = REST_PUT(config)
export const OPTIONS = REST_OPTIONS(config)
