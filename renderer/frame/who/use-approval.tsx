import { type ReactNode, useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Actor, actingAs, type Member, mayApprove } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { useActor, WISHED_HERE } from '../../screens/use-actor'
import { PersonPin } from './PersonPin'
import { TeamContext } from './use-team'
import { useWho } from './who'

export interface Approval {
  /** Somebody of the team could approve here. */
  readonly mayAsk: boolean
  /** Who stands here, where they approve it themselves. */
  readonly own: string | undefined
  /** As whom it would be done with the approval of each of the team who approves anything. */
  readonly couldBe: readonly Actor[]
  /** Asks for the PIN of somebody who approves, and goes on with their id. */
  readonly ask: (then: (approvedBy: string) => void) => void
  /** To be drawn by whoever asks. */
  readonly question: ReactNode
}

/** The approval on the spot, of somebody with whom the rules allow it, of what takes more than whoever stands here may do. */
export function useApproval(isAllowed: (approved: Actor) => boolean): Approval {
  const actor = useActor()
  const { person } = useWho()
  const { team, refresh } = useContext(TeamContext)
  const [asked, setAsked] = useState<{ readonly then: (approvedBy: string) => void } | null>(null)
  const approving = team
    .filter(mayApprove)
    .map((member) => ({ member, approved: actingAs(actor, { person, approver: member }, WISHED_HERE) }))
  const approvers = approving.filter(({ approved }) => isAllowed(approved)).map(({ member }) => member)
  return {
    mayAsk: approvers.length > 0,
    couldBe: approving.map(({ approved }) => approved),
    own: person && mayApprove(person) ? person.personId : undefined,
    ask: (then) => setAsked({ then }),
    question: asked && (
      <ApprovalDialog
        approvers={approvers}
        onOpen={refresh}
        onApproved={({ personId }) => {
          setAsked(null)
          asked.then(personId)
        }}
        onClose={() => setAsked(null)}
      />
    ),
  }
}

interface ApprovalDialogProps {
  readonly approvers: readonly Member[]
  /** Called as it comes up: somebody may have left the team since it was read. */
  readonly onOpen: () => void
  readonly onApproved: (approver: Member) => void
  readonly onClose: () => void
}

function ApprovalDialog({ approvers, onOpen, onApproved, onClose }: ApprovalDialogProps) {
  const { t } = useTranslation()
  const [only, another] = approvers
  const [chosenId, setChosenId] = useState<string>()
  const chosen = another ? approvers.find(({ personId }) => personId === chosenId) : only
  useEffect(onOpen, [onOpen])
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={chosen ? t('approval.of', { name: chosen.name }) : t('approval.title')}
    >
      {chosen ? (
        <div className="flex flex-col items-center gap-4">
          <PersonPin
            key={chosen.personId}
            person={chosen}
            purpose="approves"
            submitLabel={t('approval.approve')}
            onRight={onApproved}
          />
          {another && (
            <Button look="quiet" onPress={() => setChosenId(undefined)}>
              {t('app.back')}
            </Button>
          )}
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          {approvers.map((approver) => (
            <Button
              key={approver.personId}
              size="large"
              className="!justify-start text-start"
              onPress={() => setChosenId(approver.personId)}
            >
              <span className="block break-words">{approver.name}</span>
              <span className="block font-normal text-ink-soft text-sm">{t(`position.${approver.position}`)}</span>
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  )
}
