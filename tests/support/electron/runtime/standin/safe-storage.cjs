'use strict'
const { strict } = require('./strict.cjs')

/** Marks what was never encrypted, for whoever finds it in a file. */
const MARK = 'STAND-IN-NOT-ENCRYPTED:'

const available = () => process.env.STANDIN_SAFE_STORAGE === '1'

function requireAvailable() {
  if (!available()) throw new Error('Error while encrypting: Encryption is not available.')
}

/** `safeStorage` without any safety: a reversible encoding, there to exercise the application's two paths. */
const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: available,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString(text) {
    requireAvailable()
    return Buffer.from(MARK + Buffer.from(text).toString('base64'))
  },
  decryptString(bytes) {
    requireAvailable()
    const text = Buffer.from(bytes).toString()
    if (!text.startsWith(MARK))
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    return Buffer.from(text.slice(MARK.length), 'base64').toString()
  },
})

module.exports = { safeStorage }
