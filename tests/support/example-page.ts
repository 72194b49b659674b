import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './fresh-app'

/**
 * One page of another team with every example of the documentation on it, each where its `data-example` says: those that the
 * documentation brings to life by their hooks, those of the README by their number there, those that are providers by theirs.
 * Its address says which order they are about (`?order=`) and, where it is another origin, which server (`&server=`).
 */

const EXAMPLES = join(ROOT, 'docs/library/examples')
const HOOKS = readdirSync(EXAMPLES).map((file) => file.replace(/\.tsx$/, ''))
const installed = (code: string) => code.replaceAll("'@/lib/sync'", "'@ax-station/sync'")
const hookExample = (hook: string) => installed(readFileSync(join(EXAMPLES, `${hook}.tsx`), 'utf8'))
const componentOf = (code: string) => /export function (\w+)/.exec(code)?.[1]

/** The README's examples for a page; the last is a test of one, which runs where tests run. */
const README = [...readFileSync(join(ROOT, 'lib/sync/README.md'), 'utf8').matchAll(/```tsx\n([\s\S]*?)```/g)]
  .map(([, code = '']) => code.replaceAll(/^import .*\n/gm, '').replace('export default ', ''))
  .filter((code) => !code.includes('\ntest('))

/** Whole components stay as they are; a few lines become one that shows what they gave. */
const asComponent = (code: string, at: number) => {
  if (/^\s*function /.test(code)) return code
  const given = [...code.matchAll(/^const \{ (.*) \} = /gm)].flatMap(([, names = '']) => names.split(', '))
  const all = [...new Set([...given, 'path', 'orders'])]
  const [lines, shown] = code.startsWith('<') ? ['', code] : [code, `<p>{JSON.stringify({ ${all.join(', ')} })}</p>`]
  return `
    function Lines${at}({ orderID }: { orderID: string }) {
      const [path, push] = useState('nowhere')
      const [orders${given.includes('orders') ? 'Kept' : ''}, setOrders] = useState('none')
      const [router, user, loadOrders] = [{ push }, { isAdmin: true }, async () => 'loaded']
      ${lines}
      return ${shown}
    }`
}

const nameIn = (component: string) => /function (\w+)/.exec(component)?.[1] ?? ''
const components = README.map(asComponent)
const isProvider = (component: string) => component.includes('<SyncManagerProvider')
const shown = components.filter((component) => !isProvider(component)).map(nameIn)

/** Names of all that stand on the page. */
export const ALL_EXAMPLES = [...HOOKS, ...components.map(nameIn)]

/** @param station address of the server, in the place of the one that stands for it */
export function examplePage(station: string): Record<string, string> {
  const hooks = HOOKS.map((hook) => [`${hook}.tsx`, `'use client'\n${hookExample(hook)}`] as const)
  const names = HOOKS.map((hook) => [hook, componentOf(hookExample(hook))] as const)
  const page = `'use client'
    import { useCallback, useEffect, useState } from 'react'
    import {
      SyncDebugPanel, SyncManagerProvider, useBaysSync, useCommands, useConnectionHealth, useDashboardSync,
      useOrderStageChange, useOrderSync, useOrdersSync, useQueueSync, useSyncManager, useWashingBaySync,
    } from '@ax-station/sync'
    ${names.map(([hook, name]) => `import { ${name} as Shown${hook} } from './${hook}'`).join('\n')}
    ${components.join('\n').replaceAll('https://station.example', station)}

    const Place = ({ of, children }: { of: string; children: React.ReactNode }) => (
      <section data-example={of} aria-label={of}>{children}</section>
    )

    function All({ orderID }: { orderID: string }) {
      const { orders } = useOrdersSync()
      const { startPolling } = useSyncManager()
      const { freshness } = useConnectionHealth()
      const stage = orders.find((order) => order.orderID === orderID)?.stage
      if (!stage) return <p>Loading …</p>
      return (
        <>
          <p data-testid="freshness">{freshness.kind}</p>
          <button type="button" onClick={startPolling}>Poll</button>
          ${names.map(([hook]) => `<Place of="${hook}"><Shown${hook} orderID={orderID} stage={stage} bayId="bay-1" /></Place>`).join('\n')}
          ${shown.map((name) => `<Place of="${name}"><${name} orderID={orderID} /></Place>`).join('\n')}
        </>
      )
    }

    export function Examples() {
      const [here, setHere] = useState<{ query: URLSearchParams; account: string } | null>(null)
      useEffect(() => {
        const query = new URLSearchParams(location.search)
        fetch('/api/users/me').then((answer) => answer.json()).then(({ user }) => setHere({ query, account: \`user:\${user.id}\` }))
      }, [])
      if (here === null) return null
      const [orderID, only] = [here.query.get('order') ?? '', here.query.get('provider')]
      const line = <OrderLine orderID={orderID} />
      if (only === 'Layout') return <Place of="Layout"><Layout>{line}</Layout></Place>
      if (only === 'Root') return <Place of="Root"><Root account={here.account}>{line}</Root></Place>
      if (only === 'Shop') return <Place of="Shop"><Shop>{line}</Shop></Place>
      return <SyncManagerProvider serverUrl={here.query.get('server') ?? ''}><All orderID={orderID} /></SyncManagerProvider>
    }`
  return Object.fromEntries([...hooks, ['Examples.tsx', page]].map(([name, code]) => [`examples/${name}`, code]))
}
