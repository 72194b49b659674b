export { canShareTabs } from './can-share'
export { FencedStorage } from './fenced-storage'
export { HandoverJournal } from './handover-journal'
export { openTabChannel, type TabChannel, type TabMessage } from './messages'
