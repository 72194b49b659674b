/// <reference types="electron-vite/node" />
import { app, BrowserWindow } from 'electron'
import icon from '../packaging/icon.png?asset'

export interface StationWindowOptions {
  /** Path of the built preload script. */
  readonly preload: string
  readonly kiosk: boolean
  /** Asked before the window closes; `false` keeps it. */
  readonly mayClose: () => boolean
}

/** The station's one window. It is shown when it has something to show. */
export function createStationWindow(options: StationWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 360,
    minHeight: 480,
    show: false,
    kiosk: options.kiosk,
    fullscreen: options.kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#f6f7f9',
    title: 'AX Station',
    icon,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      // A board on a second screen must go on counting while another window has the focus.
      backgroundThrottling: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault()
  })
  return window
}

/** Full screen without a way out, or an ordinary window. */
export function setKiosk(window: BrowserWindow, kiosk: boolean): void {
  if (window.isKiosk() !== kiosk) window.setKiosk(kiosk)
}
