import { safeStorage } from 'electron'
import type { Cipher } from './secrets'

/** The operating system's keyring, or `null`: on Linux without one Electron would use a password known to everyone. */
export function osCipher(): Cipher | null {
  if (!safeStorage.isEncryptionAvailable()) return null
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null
  return {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (sealed) => safeStorage.decryptString(sealed),
  }
}
