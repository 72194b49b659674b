import { useWashingBaySync } from '@/lib/sync'

export function Bay({ bayId }: { bayId: string }) {
  const { bay, activeJobs } = useWashingBaySync(bayId)
  return <p>{`${bayId}: ${bay?.status ?? 'not known'}, ${activeJobs.length} running`}</p>
}
