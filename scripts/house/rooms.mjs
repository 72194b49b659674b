/**
 * The rooms of the house and who may import whom; said here alone. `npm run house` writes it into the linter's rules
 * (biome.rooms.json) and into docs/architecture.md, `npm run check` compares, and a test lints an import of each kind.
 *
 * A room's files are all below its folder that belong to no room further in.
 */

/** Packages that some rooms alone may import, as the linter matches them. */
export const PACKAGES = {
  electron: ['electron', 'electron/*', 'electron-log', 'electron-log/*', 'electron-store'],
  payload: ['payload', 'payload/*', '@payloadcms/*', '@payloadcms/**', 'next', 'next/*', 'next/**'],
  react: ['react', 'react-dom', 'react/*', 'react-dom/*'],
}

/**
 * @typedef Room
 * @property {string} room its folder
 * @property {string} knows what it is there for
 * @property {string[]} rooms those it may import beside itself
 * @property {(keyof typeof PACKAGES)[]} packages
 * @property {string[]} [entrances] files of this room that stand in another one's folder
 */

/** @type {Room[]} */
export const ROOMS = [
  {
    room: 'lib/domain',
    knows: 'a car wash: documents, events, rules and commands as pure functions and Zod schemas; no clock, no I/O',
    rooms: [],
    packages: [],
  },
  {
    room: 'lib/small-zod',
    knows: "what the package for other web pages reads the wire with, in Zod's place",
    rooms: [],
    packages: [],
  },
  { room: 'lib/log', knows: 'log files of bounded size', rooms: [], packages: [] },
  { room: 'lib/files', knows: "files that are their owner's alone", rooms: [], packages: [] },
  { room: 'lib/network', knows: 'under which addresses a machine is reached', rooms: [], packages: [] },
  {
    room: 'lib/pake',
    knows: 'how two machines prove to each other that they know the same few digits, without sending them',
    rooms: [],
    packages: [],
  },
  { room: 'lib/pins', knows: 'PINs as slow hashes', rooms: [], packages: [] },
  {
    room: 'lib/sync',
    knows:
      'the engine: protocol, connection, intake, journal, projection, commands on their way; nothing of car washes',
    rooms: [],
    packages: [],
  },
  {
    room: 'lib/sync/car-wash',
    knows:
      'the car wash as the engine is given it, and the wire of the two; `lib/sync/engine.ts` gives out both, bound',
    rooms: ['lib/domain', 'lib/sync'],
    packages: [],
    entrances: ['lib/sync/engine.ts'],
  },
  {
    room: 'lib/sync/react',
    knows: 'the hooks for web pages',
    rooms: ['lib/domain', 'lib/sync', 'lib/sync/car-wash'],
    packages: ['react'],
    entrances: ['lib/sync/index.ts', 'lib/sync/useSyncManager.ts', 'lib/sync/useAutoNavigation.ts'],
  },
  {
    room: 'lib/sync/testing',
    knows: 'a stream and a server to test pages and engine with',
    rooms: ['lib/domain', 'lib/sync', 'lib/sync/car-wash'],
    packages: [],
  },
  {
    room: 'lib/ui',
    knows:
      "what the station's screens and the server's pages share: design, words, format, languages, the clock on screen",
    rooms: ['lib/domain'],
    packages: ['react'],
  },
  {
    room: 'main',
    knows: "the station's main process: windows, journal, hosting",
    rooms: [
      'lib/domain',
      'lib/files',
      'lib/log',
      'lib/network',
      'lib/pake',
      'lib/pins',
      'lib/sync',
      'lib/sync/car-wash',
      'preload',
    ],
    packages: ['electron'],
  },
  {
    room: 'preload',
    knows: 'the bridge, one typed contract',
    rooms: ['lib/domain', 'lib/sync', 'lib/sync/car-wash'],
    packages: ['electron'],
  },
  {
    room: 'renderer',
    knows: 'the screens, the same in Electron and in the browser',
    rooms: ['lib/domain', 'lib/sync', 'lib/sync/car-wash', 'lib/sync/react', 'lib/ui', 'preload'],
    packages: ['react'],
  },
  {
    room: 'cms',
    knows: 'the server: collections, log, hub, HTTP, commands, admin panel, web pages',
    rooms: [
      'lib/domain',
      'lib/files',
      'lib/log',
      'lib/network',
      'lib/pake',
      'lib/pins',
      'lib/sync',
      'lib/sync/car-wash',
      'lib/sync/react',
      'lib/ui',
      'renderer',
    ],
    packages: ['payload', 'react'],
  },
]
