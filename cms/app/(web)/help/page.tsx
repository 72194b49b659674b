import { keptSettings } from '../person/kept-settings'
import { signedIn } from '../person/signed-in'
import { HelpPage } from './help-page'

export const dynamic = 'force-dynamic'

/** The manual, for everyone who can open a page: there is nothing of the site in it. */
export default async function Help() {
  const [{ language }, person] = await Promise.all([keptSettings(), signedIn()])
  return <HelpPage language={language} engineer={person?.role === 'admin'} staff={person !== null} />
}
