/** Why a backup or a restoration was not done; nothing was changed. Said on stderr, exit code 1. */
export class BackupProblem extends Error {
  constructor(
    readonly code:
      | 'no_folder'
      | 'nothing_to_back_up'
      | 'other_tool'
      | 'target_exists'
      | 'not_a_backup'
      | 'backup_damaged'
      | 'backup_newer'
      | 'server_running',
    message: string,
  ) {
    super(message)
  }
}
