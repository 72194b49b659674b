import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonProps } from '@/lib/ui/design/Button'
import { useBays } from '../store/use-station'
import { BayChooser } from './BayChooser'

interface MoveToBayProps extends Pick<ButtonProps, 'look' | 'size' | 'subject' | 'className'> {
  readonly orderID: string
  /** The bay it stands in; nothing is shown where it stands in none. */
  readonly bayId: string | null
  /** In few words, where it stands among other buttons. */
  readonly short?: boolean
}

/** The car in this bay goes to another one with its job, begun or not; nothing where there is no other bay. */
export function MoveToBay({ orderID, bayId, short = false, ...button }: MoveToBayProps) {
  const { t } = useTranslation()
  const [from, setFrom] = useState<string | null>(null)
  const bays = useBays()
  if (bayId === null || bays.length < 2) return null
  return (
    <>
      <Button {...button} icon={ArrowRightLeft} onPress={() => setFrom(bayId)}>
        {short ? t('bay.moveShort') : t('bay.move')}
      </Button>
      <BayChooser orderID={from === null ? null : orderID} from={from} onClose={() => setFrom(null)} />
    </>
  )
}
