/** That this browser's owner wants to see the list of first steps no more. */
export const FIRST_STEPS_COOKIE = 'ax-first-steps'
const YEAR_SECONDS = 365 * 24 * 60 * 60

export function keepHidden(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that opens this page
  document.cookie = `${FIRST_STEPS_COOKIE}=hidden; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}
