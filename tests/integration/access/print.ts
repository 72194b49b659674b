import { ACTORS } from './actors'
import { TARGETS, type Target } from './ask'
import type { Group } from './matrix'

const OF: Record<Target, string> = { here: 'own site', elsewhere: 'another site', self: 'one’s own' }

/** The matrix as the document shows it: a line for each group and what is asked about, same lines told once. */
export function printMatrix(groups: readonly Group[]): string {
  const lines = groups.flatMap(({ addresses, cells }) => {
    const said = TARGETS.flatMap((target) => (cells[target] === undefined ? [] : [[target, cells[target]] as const]))
    const same = new Set(said.map(([, row]) => row)).size === 1
    return (same ? said.slice(0, 1) : said).map(([target, row], at) => {
      const what = at === 0 ? addresses.map((address) => `\`${address}\``).join('<br>') : ''
      const about = said.length > 1 && same ? 'either site' : OF[target]
      return `| ${[what, about, ...row.split(' ')].join(' | ')} |`
    })
  })
  return [
    `| address | about | ${ACTORS.join(' | ')} |`,
    `|---|---|${ACTORS.map(() => '---').join('|')}|`,
    ...lines,
  ].join('\n')
}
