import { useEffect } from 'react'
import { useNavigate } from '../../frame/navigation'

/** A board shows no control; who sets it up opens the settings with Ctrl+comma, or by holding the screen for 3 s. */
const HOLD_MS = 3000

export function useHiddenControls(): void {
  const navigate = useNavigate()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const press = () => {
      timer = setTimeout(() => navigate('settings'), HOLD_MS)
    }
    const release = () => clearTimeout(timer)
    const key = (event: KeyboardEvent) => {
      if (event.key === ',' && (event.ctrlKey || event.metaKey)) navigate('settings')
    }
    window.addEventListener('pointerdown', press)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    window.addEventListener('keydown', key)
    return () => {
      release()
      window.removeEventListener('pointerdown', press)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
      window.removeEventListener('keydown', key)
    }
  }, [navigate])
}
