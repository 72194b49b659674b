import type { Metadata } from 'next'
import { keptSettings } from '../person/kept-settings'
import { pageTitle } from '../person/page-title'
import { signedIn } from '../person/signed-in'
import { HelpPage } from './help-page'

export const dynamic = 'force-dynamic'

export const generateMetadata = (): Promise<Metadata> => pageTitle('web.help')

/** The manual, for everyone who can open a page: there is nothing of the site in it. */
export default async function Help() {
  const [{ language }, person] = await Promise.all([keptSettings(), signedIn()])
  return <HelpPage language={language} engineer={person?.role === 'admin'} staff={person !== null} />
}
