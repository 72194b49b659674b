const SECRETS = ['CSC_LINK', 'CSC_KEY_PASSWORD', 'WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD']

/**
 * The environment without the certificates that are empty: a workflow without the secret gives it as an empty text, which
 * the builder would take for a certificate's file.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function signingEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== '' || !SECRETS.includes(name)))
}
