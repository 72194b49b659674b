/** The hook under the address that pages of the old library import it from. */
export { type AutoNavigation, type AutoNavigationOptions, useAutoNavigation } from './react'
