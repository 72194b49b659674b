import { powerSaveBlocker } from 'electron'

/** Keeps the screen on while wanted. */
export function keepAwake(): (wanted: boolean) => void {
  let id: number | null = null
  return (wanted) => {
    if (wanted && id === null) id = powerSaveBlocker.start('prevent-display-sleep')
    else if (!wanted && id !== null) {
      powerSaveBlocker.stop(id)
      id = null
    }
  }
}
