import { posix } from 'node:path'
import { PACKAGES, ROOMS } from './rooms.mjs'

/** Top-level folders that no room may import, and that may import every room. */
const OUTSIDE = ['tests']

const within = (folder, room) => folder.startsWith(`${room}/`)
const innerRooms = (room) => ROOMS.filter((other) => within(other.room, room.room))

/** Files of the room, as the linter's globs. */
function filesOf(room) {
  const inner = innerRooms(room)
  const out = [...inner.map((other) => `${other.room}/**`), ...inner.flatMap((other) => other.entrances ?? [])]
  return [`${room.room}/**`, ...out.map((glob) => `!${glob}`), ...(room.entrances ?? [])]
}

/** What leads from `room` to the folder of `other`: by its full name, or up and down again. */
function pathsTo(room, other) {
  const way = posix.relative(room.room, other)
  const below = way.replace(/^(\.\.\/)+/, '')
  const starts = [`@/${other}`, `**/../${below}`, ...(way === below ? [`./${below}`, `../${below}`] : [])]
  return starts.flatMap((start) => [start, `${start}/**`])
}

/** The ways into a room: its folder, and what of it stands in another's (but for an index, whose name is the folder's). */
export function waysInto(name) {
  const { entrances = [] } = ROOMS.find(({ room }) => room === name) ?? {}
  const named = entrances.filter((file) => !file.endsWith('/index.ts'))
  return [name, ...named.map((file) => file.replace(/\.ts$/, ''))]
}

/** Rooms the given one may not import. */
export function closedTo(room) {
  const others = [...ROOMS.map((other) => other.room), ...OUTSIDE]
  return others.filter((other) => other !== room.room && !room.rooms.includes(other))
}

function patternsOf(room) {
  const packages = Object.entries(PACKAGES).filter(([name]) => !room.packages.includes(name))
  const closed = closedTo(room)
  // An outer room is closed by its own name and opened again by the longer name of a room further in.
  const opened = room.rooms.filter((other) => closed.some((outer) => within(other, outer)))
  return [
    ...packages.map(([name, group]) => ({
      group,
      message: `${room.room} may not import ${name} (docs/architecture.md).`,
    })),
    ...closed.map((other) => ({
      group: [
        ...waysInto(other).flatMap((way) => pathsTo(room, way)),
        ...opened.filter((o) => within(o, other)).flatMap((o) => pathsTo(room, o).map((path) => `!${path}`)),
      ],
      message: `${room.room} may not import ${other} (docs/architecture.md).`,
    })),
  ]
}

/** The linter's configuration that holds the rooms apart. */
export function linterRules() {
  const overrides = ROOMS.map((room) => ({
    includes: filesOf(room),
    linter: {
      rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: patternsOf(room) } } } },
    },
  }))
  return { $schema: './node_modules/@biomejs/biome/configuration_schema.json', overrides }
}

const code = (names) => names.map((name) => `\`${name}\``).join(', ')

/** The rooms as a table for people. */
export function roomTable() {
  const rows = ROOMS.map(({ room, knows, rooms, packages }) => {
    const may = [...(rooms.length > 0 ? [code(rooms)] : []), ...packages].join(', ')
    return `| \`${room}\` | ${knows} | ${may || 'nothing'} |`
  })
  return ['| room | knows | may import |', '|---|---|---|', ...rows].join('\n')
}
