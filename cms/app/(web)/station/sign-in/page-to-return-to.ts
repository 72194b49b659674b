/** A path on this server and nothing else: an address made by somebody else must not lead a person off it. */
const OWN_PATH = /^\/(?![/\\])[A-Za-z0-9/._-]{0,200}$/

/** Where a sign-in leads: the page it was asked from (`?to=/dashboard`), otherwise the station. */
export function pageToReturnTo(asked: unknown): string {
  return typeof asked === 'string' && OWN_PATH.test(asked) ? asked : '/station'
}
