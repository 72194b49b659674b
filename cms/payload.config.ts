import path from 'node:path'
import { buildConfig } from 'payload'
import { en } from 'payload/i18n/en'
import { ta } from 'payload/i18n/ta'
import { zh } from 'payload/i18n/zh'
import { keepForPanel } from './access/panel-only'
import { payloadWords } from './admin/words/payload-words'
import { collections } from './collections'
import { databaseFor } from './database'
import { getFront } from './server/front'
import { tellRefusal } from './server/refusals'
import { serverSettings } from './server/settings'

const settings = serverSettings(process.env)

const configOn = ({ db, prepare }: Awaited<ReturnType<typeof databaseFor>>) =>
  buildConfig({
    secret: settings.secret,
    cookiePrefix: settings.cookiePrefix,
    telemetry: false,
    logger: getFront()?.log,
    admin: {
      user: 'users',
      importMap: { baseDir: path.resolve('cms'), importMapFile: path.resolve('cms/app/(payload)/admin/importMap.js') },
      meta: { titleSuffix: ' · AX Station', icons: [{ rel: 'icon', type: 'image/svg+xml', url: '/icon.svg' }] },
      components: {
        graphics: { Icon: '/admin/Brand#Icon', Logo: '/admin/Brand#Logo' },
        providers: ['/admin/site/SiteProvider#SiteProvider'],
        afterNavLinks: ['/admin/nav/ProductLinks#ProductLinks'],
        beforeDashboard: ['/admin/overview/Overview#Overview'],
      },
      // The overview is the home; Payload's tiles would repeat the menu.
      dashboard: { widgets: [], defaultLayout: [] },
      // Where Payload draws a time itself, it is that of whoever looks, and says so.
      dateFormat: "d MMM yyyy, HH:mm 'GMT'xxx",
      // No picture from another site.
      avatar: 'default',
    },
    collections: prepare(collections),
    db,
    cors: settings.origins,
    csrf: settings.csrfOrigins,
    i18n: { supportedLanguages: { en, zh, ta }, fallbackLanguage: 'en', translations: payloadWords },
    graphQL: { disable: true },
    maxDepth: 2,
    hooks: { afterError: [tellRefusal] },
    // Whoever changes a collection has them made, and a test says where they were forgotten: at every start outside of
    // production it would cost more than the start.
    typescript: { outputFile: path.resolve('cms/payload-types.ts'), autoGenerate: false },
  })

export default databaseFor(settings.databaseUri).then(configOn).then(keepForPanel)
