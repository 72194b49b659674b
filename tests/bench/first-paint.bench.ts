import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron as electron, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { executable, startStation, stationFolder } from '../electron/station-app'
import { startLoadedServer } from '../support/loaded-site'
import { type Benchmark, percentile, type Row } from './measure'

const STARTS = 7
const CARD = /^LOAD \d+$/
/** In the checkout, where React is found. */
const EMPTY = resolve(import.meta.dirname, '../../node_modules/.cache/empty-app')

/** Milliseconds from the start of the program. */
interface Start {
  /** To the page's first text. */
  readonly first: number
  /** To its largest text: of the station, with cards on the screen. */
  readonly largest: number
}

/** What Chromium itself noted of the page's paints. */
async function paintsOf(page: Page, started: number): Promise<Start> {
  const noted = await page.evaluate(async () => {
    const newest = (type: string) =>
      new Promise<number>((found) => {
        new PerformanceObserver((list) => found(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type,
          buffered: true,
        })
      })
    const [first, largest] = [await newest('paint'), await newest('largest-contentful-paint')]
    return { origin: performance.timeOrigin, first, largest }
  })
  return { first: noted.origin + noted.first - started, largest: noted.origin + noted.largest - started }
}

/** A main process, a window and React with one word in it, built as electron-vite builds pages. */
async function buildEmptyApp(): Promise<void> {
  rmSync(EMPTY, { recursive: true, force: true })
  const files = {
    'package.json': JSON.stringify({ name: 'empty-app', type: 'module', main: 'main.js' }),
    'main.js': `
      import { join } from 'node:path'
      import { app, BrowserWindow } from 'electron'
      app.whenReady().then(() => {
        const window = new BrowserWindow({ width: 1920, height: 1080 })
        window.loadFile(join(import.meta.dirname, 'out/index.html'))
      })
      app.on('window-all-closed', () => app.quit())`,
    'renderer/index.html': '<!doctype html><div id="root"></div><script type="module" src="./page.jsx"></script>',
    'renderer/page.jsx': `
      import { createRoot } from 'react-dom/client'
      createRoot(document.getElementById('root')).render(<h1>Orders</h1>)`,
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(EMPTY, name, '..'), { recursive: true })
    writeFileSync(join(EMPTY, name), text)
  }
  await build({
    root: join(EMPTY, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [react()],
    build: { outDir: join(EMPTY, 'out') },
  })
}

async function startEmptyApp(): Promise<Start> {
  const started = Date.now()
  const app = await electron.launch({ args: [EMPTY], cwd: EMPTY })
  const page = await app.firstWindow()
  await page.getByText('Orders').waitFor()
  const start = await paintsOf(page, started)
  await app.close()
  return start
}

/**
 * The station with 1,000 orders in its journal and its server gone, from the start of the program to what is on the screen;
 * beside an application of electron-vite with one word in it, in turns.
 */
const benchmark: Benchmark = {
  name: `First paint, on ${executable.describe}`,
  async run() {
    await buildEmptyApp()
    const { dataDir, remove } = stationFolder()
    const server = await startLoadedServer()
    const env = { AX_SERVER_URL: server.url, AX_STATION_KEY: server.stationKey }
    const station: Start[] = []
    const empty: Start[] = []
    try {
      const first = await startStation({ dataDir, env })
      await first.page.getByText('Current', { exact: true }).waitFor({ timeout: 120_000 })
      await first.page.getByText(CARD).first().waitFor()
      await first.close()
      await server.stop()
      for (let start = 0; start < STARTS; start += 1) {
        empty.push(await startEmptyApp())
        const started = Date.now()
        const { page, close } = await startStation({ dataDir, env })
        await page.getByText(CARD).first().waitFor()
        station.push(await paintsOf(page, started))
        await close()
      }
    } finally {
      await server.stop()
      remove()
      rmSync(EMPTY, { recursive: true, force: true })
    }
    const row = (what: string, of: keyof Start, note: string): Row => ({
      ...{ what, unit: 'ms', aim: '<= 1.3', note },
      value: percentile(
        station.map((each) => each[of]),
        50,
      ),
      floor: percentile(
        empty.map((each) => each[of]),
        50,
      ),
    })
    return [
      row('start of the program to first paint', 'first', `median of ${STARTS}; floor: an empty application`),
      row('start of the program to cards painted, 1,000 orders in the journal', 'largest', 'the server is gone'),
    ]
  },
}

export default benchmark
