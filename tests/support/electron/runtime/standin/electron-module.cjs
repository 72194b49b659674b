'use strict'
const { app } = require('./app.cjs')
const { BrowserWindow } = require('./browser-window.cjs')
const desktop = require('./desktop.cjs')
const { ipcMain } = require('./ipc.cjs')
const { Menu, MenuItem } = require('./menu.cjs')
const { nativeImage } = require('./native-image.cjs')
const { net } = require('./net.cjs')
const { powerMonitor, powerSaveBlocker } = require('./power.cjs')
const { protocol } = require('./protocol.cjs')
const registry = require('./registry.cjs')
const { safeStorage } = require('./safe-storage.cjs')
const { screen } = require('./screen.cjs')
const { session } = require('./session.cjs')
const { missingModule, strict } = require('./strict.cjs')
const { utilityProcess } = require('./utility-process.cjs')

const webContents = strict('webContents', {
  fromDevToolsTargetId: (targetId) => registry.contents.get(targetId),
  fromId: (id) => [...registry.contents.values()].find((contents) => contents.id === id),
  getAllWebContents: () => [...registry.contents.values()],
  getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
})

/** Known to Electron, unknown here: importing one is harmless, using it throws. */
const MISSING = [
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'contentTracing',
  'desktopCapturer',
  'ImageView',
  'inAppPurchase',
  'MessageChannelMain',
  'MessagePortMain',
  'netLog',
  'pushNotifications',
  'ServiceWorkerMain',
  'ShareMenu',
  'systemPreferences',
  'TouchBar',
  'Tray',
  'View',
  'webFrameMain',
  'WebContentsView',
]

const electron = {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  utilityProcess,
  webContents,
  ...desktop,
  ...Object.fromEntries(MISSING.map((name) => [name, missingModule(name)])),
}

module.exports = { electron }
