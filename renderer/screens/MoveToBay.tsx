import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonProps } from '../design/Button'
import { useBays } from '../store/use-station'
import { BayChooser } from './BayChooser'

interface MoveToBayProps extends Pick<ButtonProps, 'look' | 'size' | 'subject' | 'className'> {
  readonly orderID: string
  /** In few words, where it stands among other buttons. */
  readonly short?: boolean
}

/** The car in this bay goes to another one with its job, begun or not; nothing where there is no other bay. */
export function MoveToBay({ orderID, short = false, ...button }: MoveToBayProps) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  if (useBays().length < 2) return null
  return (
    <>
      <Button {...button} icon={ArrowRightLeft} onPress={() => setChoosing(true)}>
        {short ? t('bay.moveShort') : t('bay.move')}
      </Button>
      <BayChooser orderID={choosing ? orderID : null} onClose={() => setChoosing(false)} />
    </>
  )
}
