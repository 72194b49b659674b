/** A path on this server and nothing else, no part of it empty or dots: an address must not lead a person off it. */
const OWN_PATH = /^(?=.{1,200}$)\/(?:(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/(?!$)|$))*$/

/** Where a sign-in leads: the page it was asked from (`?to=/dashboard`), otherwise the station. */
export function pageToReturnTo(asked: unknown): string {
  return typeof asked === 'string' && OWN_PATH.test(asked) ? asked : '/station'
}
