import { useEffect, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Member } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { useMessageRoom } from '@/lib/ui/design/message-room'
import { useStatus } from '../../store/use-station'
import { PersonPin } from './PersonPin'

export interface WhoScreenProps {
  readonly team: readonly Member[]
  /** Called as it comes up: the list may be old. */
  readonly onOpen: () => void
  readonly onPerson: (person: Member) => void
  readonly onNobody: () => void
  /** Absent where somebody has to say who they are. */
  readonly onCancel: (() => void) | undefined
}

/** "Who is it?", over the whole screen: a name, then its PIN. */
export function WhoScreen({ team, onOpen, onPerson, onNobody, onCancel }: WhoScreenProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Member | null>(null)
  const isStale = useStatus().freshness.kind === 'stale'
  useEffect(onOpen, [onOpen])
  const room = useMessageRoom(true)
  const back = () => (chosen ? setChosen(null) : onCancel?.())
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && back()}
      isKeyboardDismissDisabled={chosen === null && onCancel === undefined}
      style={room}
      className="makes-room fixed inset-0 z-50 overflow-y-auto bg-canvas"
    >
      <Modal className="flex min-h-full text-ink">
        <AriaDialog data-own-keys className="m-auto flex w-full max-w-4xl flex-col items-center gap-6 p-6 outline-none">
          <Heading slot="title" className="text-center font-semibold text-2xl">
            {chosen ? chosen.name : t('who.title')}
          </Heading>
          {chosen ? (
            <PersonPin
              key={chosen.personId}
              person={chosen}
              purpose="stands"
              submitLabel={t('who.enter')}
              onRight={onPerson}
            />
          ) : (
            <ul className="grid w-full grid-cols-[repeat(auto-fill,minmax(min(100%,14rem),1fr))] gap-3">
              {team.map((person) => (
                <li key={person.personId} className="flex">
                  <Button
                    size="large"
                    className="min-h-20 grow !justify-start text-start"
                    onPress={() => (person.pinSetAt === null ? onPerson(person) : setChosen(person))}
                  >
                    <span className="block break-words">{person.name}</span>
                    <span className="block font-normal text-ink-soft text-sm">{t(`position.${person.position}`)}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )}
          {isStale && (
            <div className="flex max-w-lg flex-col items-center gap-2">
              <p className="text-center text-ink-soft">{t('who.stale')}</p>
              <Button onPress={onNobody}>{t('who.nobody')}</Button>
            </div>
          )}
          {(chosen || onCancel) && (
            <Button look="quiet" onPress={back}>
              {t('app.back')}
            </Button>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
