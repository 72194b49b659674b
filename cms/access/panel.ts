import { identityOf } from './identity'

/** Whether a signed-in account may enter the admin panel. */
export function mayOpenPanel(user: object | null): boolean {
  const role = identityOf(user)?.role
  return role === 'admin' || role === 'staff'
}
