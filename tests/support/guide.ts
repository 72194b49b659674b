import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './fresh-app'

const GUIDE = readFileSync(join(ROOT, 'docs/library/getting-started.md'), 'utf8')

/** Everything that the guide "From nothing to a live page" has written down, by its headings. */
export const GUIDE_TITLES = [...GUIDE.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title)

/**
 * The files of one way of the guide, word for word.
 * @param station address of the server, in the place of the one that stands for it
 */
export function guideFiles(title: string, station = 'https://station.example'): Record<string, string> {
  const [, section = ''] = GUIDE.split(`\n## ${title}\n`)
  const [own = ''] = section.split('\n## ')
  const files = [...own.matchAll(/^`([^`\n]+)`\n\n```\w+\n([\s\S]*?)^```$/gm)]
  return Object.fromEntries(
    files.map(([, name = '', code = '']) => [name, code.replaceAll('https://station.example', station)]),
  )
}
