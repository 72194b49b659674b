import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Runs a program of Node to its end. @throws Error with what it printed, where it fails */
export function runNode(args: readonly string[], cwd = ROOT, env = process.env): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`)
  return stdout
}

/** The tarball of the package, made of the sources as they are. */
export function packedSync(): string {
  return runNode(['scripts/pack-sync.mjs']).trim().split('\n').at(-1) ?? ''
}

/**
 * An application of another team, made fresh: its own folder with the tarball installed. What it needs besides (React, Next,
 * Vite) it finds in this repository's packages, further up.
 */
export class FreshApp {
  readonly folder: string

  /** @param files its sources, by name */
  constructor(files: Readonly<Record<string, string>>) {
    const apps = join(ROOT, 'dist/apps')
    mkdirSync(apps, { recursive: true })
    this.folder = mkdtempSync(join(apps, 'app-'))
    const installed = join(this.folder, 'node_modules/@ax-station/sync')
    mkdirSync(installed, { recursive: true })
    const { status } = spawnSync('tar', ['-xzf', packedSync(), '--strip-components=1', '-C', installed])
    if (status !== 0) throw new Error('The tarball could not be unpacked.')
    this.write({ 'package.json': '{ "name": "another-team", "private": true, "type": "module" }', ...files })
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = join(this.folder, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/**
 * A page of live orders as another team writes it. `?server=` names the server where it is another origin; with `&token` the
 * page has no cookie there, but what its own server gives it.
 */
export const BOARD = `'use client'
import { useEffect, useState } from 'react'
import {
  type CommandOutcome,
  SyncManagerProvider,
  useCommands,
  useConnectionHealth,
  useOrdersSync,
  useQueueSync,
  useSyncManager,
} from '@ax-station/sync'

function Orders() {
  const { connectionState, events } = useSyncManager()
  const { freshness } = useConnectionHealth()
  const { orders } = useOrdersSync()
  const { queues, updateQueue } = useQueueSync()
  const { send, pending } = useCommands()
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null)
  const vip = queues.find(({ queueId }) => queueId === 'vip')
  return (
    <main>
      <p data-testid="state">{connectionState} {freshness.kind}</p>
      <p data-testid="events">{events.filter((event) => event.orderID).length}</p>
      <ul>
        {orders.map((order) => (
          <li key={order.orderID}>
            {order.vehicle?.plate} {order.orderStage}
          </li>
        ))}
      </ul>
      <p data-testid="vip">{vip ? String(vip.open) : 'unknown'}</p>
      <p data-testid="outcome">
        {outcome?.status} {outcome?.status === 'refused' ? outcome.message : ''} {pending.length}
      </p>
      <button type="button" onClick={async () => setOutcome(await updateQueue('vip', { open: !vip?.open }))}>
        Door
      </button>
      <button
        type="button"
        onClick={async () => setOutcome(await send('order.setStage', { orderID: 'AX-20260115-9999', stage: 'open' }))}
      >
        Nobody
      </button>
    </main>
  )
}

async function askToken(): Promise<string> {
  const answer = await fetch('/my/token', { method: 'POST', body: '{}' })
  return (await answer.json()).token
}

export function Board() {
  const [query, setQuery] = useState<URLSearchParams | null>(null)
  useEffect(() => setQuery(new URLSearchParams(location.search)), [])
  if (query === null) return null
  return (
    <SyncManagerProvider serverUrl={query.get('server') ?? ''} auth={query.has('token') ? askToken : undefined}>
      <Orders />
    </SyncManagerProvider>
  )
}
`
