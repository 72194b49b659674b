import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { electronVersion, STAND_IN_DIST } from '../support/electron-executable'
import { call, FIXTURE, firstPage, launch, onStandIn, test } from './fixture-app'

/** What the stand-in does not do as Electron does, and what is packed with it. */

test('throws for what it does not implement', async ({ station: { app, page } }) => {
  test.skip(!onStandIn, 'Electron implements it')
  const errors = await app.evaluate(async (electron) => {
    const { app, BrowserWindow, net, session } = electron
    const window = BrowserWindow.getAllWindows()[0] as Electron.BrowserWindow
    const attempts: Record<string, () => unknown> = {
      'app.dock': () => app.dock?.hide(),
      'BrowserWindow.setContentProtection': () => window.setContentProtection(true),
      'webContents.postMessage': () => window.webContents.postMessage('x', {}),
      'webContents.debugger': () => window.webContents.debugger,
      'session.cookies': () => session.defaultSession.cookies,
      'net.request': () => net.request('http://127.0.0.1/'),
      'systemPreferences.getMediaAccessStatus': () => electron.systemPreferences.getMediaAccessStatus('camera'),
      'webPreferences.sandbox: false': () => new BrowserWindow({ webPreferences: { sandbox: false } }),
      'webPreferences.contextIsolation: false': () =>
        new BrowserWindow({ webPreferences: { contextIsolation: false } }),
    }
    return Object.entries(attempts).map(([name, attempt]) => {
      try {
        attempt()
        return `${name}: no error`
      } catch (error) {
        return (error as Error).message === `stand-in: electron.${name} is not implemented` || `${name}: ${error}`
      }
    })
  })
  expect(errors).toEqual(errors.map(() => true))
  await expect(call(page, 'missing')).rejects.toThrow('stand-in: electron.renderer.webFrame is not implemented')
  await expect(app.evaluate(({ dialog }) => dialog.showMessageBox({ message: '?' }))).rejects.toThrow('no answer set')
})

test('records what has no effect here', async ({ station: { app } }) => {
  test.skip(!onStandIn, 'Electron does it')
  const result = await app.evaluate(async ({ app, dialog, session, shell }) => {
    const standIn = Reflect.get(globalThis, 'standIn')
    await shell.openExternal('https://example.com/')
    app.setLoginItemSettings({ openAtLogin: true })
    session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
      answer(permission === 'fullscreen'),
    )
    const asked: boolean[] = []
    const handler = Reflect.get(session.defaultSession, 'recordedHandlers').setPermissionRequestHandler
    handler(null, 'camera', (allowed: boolean) => asked.push(allowed))
    standIn.dialogAnswers.showMessageBox = { response: 1 }
    app.on('activate', () => {})
    return {
      apis: standIn.recorded.map(({ api }: { api: string }) => api),
      login: app.getLoginItemSettings().openAtLogin,
      asked,
      answer: await dialog.showMessageBox({ message: '?' }),
      silent: standIn.silentEvents,
    }
  })
  expect(result.apis).toEqual(
    expect.arrayContaining(['shell.openExternal', 'app.setLoginItemSettings', 'session.setPermissionRequestHandler']),
  )
  expect(result).toMatchObject({ login: true, asked: [false], answer: { response: 1 } })
  expect(result.silent).toContain("app 'activate'")
})

test('keeps secrets only when asked to, and says that it does not', async ({ station: { app }, userData }) => {
  test.skip(!onStandIn, 'Electron asks the system')
  expect(await app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable())).toBe(false)
  await expect(app.evaluate(({ safeStorage }) => safeStorage.encryptString('x'))).rejects.toThrow('not available')
  const other = await launch(join(userData, 'other'), { STANDIN_SAFE_STORAGE: '1' })
  const kept = await other.evaluate(({ safeStorage }) => safeStorage.decryptString(safeStorage.encryptString('gehöim')))
  expect(kept).toBe('gehöim')
  await other.close()
})

test('runs an application packed by electron-builder', async ({ userData }) => {
  test.skip(!onStandIn, "packing with real Electron is the release's own test")
  const project = join(userData, 'project')
  cpSync(FIXTURE, project, { recursive: true })
  const { build, Platform } = await import('electron-builder')
  await build({
    projectDir: project,
    targets: Platform.LINUX.createTarget('dir'),
    config: {
      appId: 'fixture',
      electronVersion: electronVersion(),
      electronDist: STAND_IN_DIST,
      asar: true,
      asarUnpack: ['utility.js'],
      npmRebuild: false,
      linux: { executableName: 'packed-fixture' },
    },
  })
  const folder = join(project, 'dist/linux-unpacked')
  expect(existsSync(join(folder, 'resources/app.asar'))).toBe(true)
  const app = await launch(join(userData, 'data'), { STANDIN_NODE: process.execPath }, join(folder, 'packed-fixture'))
  const page = await firstPage(app)
  expect(await app.evaluate(({ app }) => [app.isPackaged, app.getAppPath().endsWith('app.asar')])).toEqual([true, true])
  expect(await call(page, 'utility', 1)).toMatchObject({ code: 0, reply: { got: 1 } })
  await app.close()
})

test('is the release that the lock file names', async ({ station: { app } }) => {
  expect(await app.evaluate(() => process.versions.electron)).toBe(electronVersion())
})
