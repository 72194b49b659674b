import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'esbuild'
import { chromiumPath } from '@/scripts/test/chromium.mjs'
import type { Benchmark, Row } from './measure'
import type { Measurement } from './renders/page'

const EVENTS = 10_000

/** Renders of a subscribed list while 10,000 events arrive in one second, in Chromium; beside state set per message. */
const benchmark: Benchmark = { name: 'Renders', run }
export default benchmark

async function run(): Promise<readonly Row[]> {
  const shared = await measure('shared')
  const naive = await measure('naive')
  const what = `${EVENTS.toLocaleString('en')} events in one second`
  return [
    {
      what: `Renders of a list, ${what}`,
      value: shared.renders,
      unit: 'renders',
      floor: null,
      aim: '<= 60',
      note: `setting state per message: ${naive.renders}`,
    },
    {
      what: `First event to last one shown, ${what}`,
      value: Math.round(shared.time),
      unit: 'ms',
      floor: Math.round(naive.time),
      note: 'floor: state set per message, without validation, order or cursor',
    },
    { what: `Time in tasks over 50 ms, ${what}`, value: Math.round(shared.blocked), unit: 'ms', floor: null },
  ]
}

async function measure(way: 'shared' | 'naive'): Promise<Measurement> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'renders/page.tsx')],
    alias: { '@': join(import.meta.dirname, '../..') },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.setContent('<!doctype html><html lang="en"><body></body></html>')
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
    return await page.evaluate(([name, count]) => window.measure(name, count), [way, EVENTS] as const)
  } finally {
    await browser.close()
  }
}
