import path from 'node:path'
import { buildConfig } from 'payload'
import { ICON_URL } from './admin/icon-url'
import { collections } from './collections'
import { databaseFor, isStorageFailure } from './database'
import { getFront } from './server/front'
import { serverSettings } from './server/settings'

const settings = serverSettings(process.env)

export default buildConfig({
  secret: settings.secret,
  telemetry: false,
  logger: getFront()?.log,
  admin: {
    user: 'users',
    importMap: { baseDir: path.resolve('cms'), importMapFile: path.resolve('cms/app/(payload)/admin/importMap.js') },
    meta: { titleSuffix: ' · AX Station', icons: [{ rel: 'icon', type: 'image/svg+xml', url: ICON_URL }] },
    components: { graphics: { Icon: '/admin/Brand#Icon', Logo: '/admin/Brand#Logo' } },
    dateFormat: 'd MMM yyyy, HH:mm',
    // No picture from another site.
    avatar: 'default',
  },
  collections,
  db: databaseFor(settings.databaseUri),
  cors: settings.origins,
  csrf: settings.csrfOrigins,
  graphQL: { disable: true },
  maxDepth: 2,
  hooks: {
    afterError: [
      ({ error }) =>
        isStorageFailure(error)
          ? {
              status: 503,
              response: {
                errors: [
                  {
                    name: 'StorageFailed',
                    message: 'The change could not be saved: the database refused to write it. Nothing was changed.',
                    data: { code: 'storage_failed' },
                  },
                ],
              } as never,
            }
          : undefined,
    ],
  },
  typescript: { outputFile: path.resolve('cms/payload-types.ts') },
})
