export { FencedStorage } from './fenced-storage'
export { HandoverJournal } from './handover-journal'
export { openTabChannel, type TabChannel, type TabMessage } from './messages'
export { SharedEngine } from './shared-engine'
