import { MissingPage } from './missing-page'
import { keptSettings } from './person/kept-settings'

export default async function WebNotFound() {
  return <MissingPage language={(await keptSettings()).language} />
}
