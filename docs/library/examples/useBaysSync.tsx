import { useBaysSync } from '@/lib/sync'

export function Bays() {
  const { bays } = useBaysSync()
  return (
    <ul>
      {bays.map(({ bayId, status }) => (
        <li key={bayId}>{`${bayId}: ${status}`}</li>
      ))}
    </ul>
  )
}
