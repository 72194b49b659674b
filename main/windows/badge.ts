import { app, type BrowserWindow } from 'electron'

/**
 * Shows how many new orders nobody has looked at yet. macOS and the Linux docks that can put the number on the icon;
 * where there is no such place the taskbar's entry asks for attention until the window is looked at.
 */
export function showBadge(count: number, window: BrowserWindow | null): undefined {
  app.setBadgeCount(count)
  if (!window || window.isDestroyed()) return
  window.flashFrame(count > 0 && !window.isFocused())
}
