import type { MergeGroup } from '../core/pull-request/merge-group.ts'
import { pressRerun } from './commands/press-rerun.ts'
import { runCommand } from './commands/run-command.ts'
import { updateDashboard } from './dashboard/update-dashboard.ts'
import type { RepositoryAccess } from './github/open-github.ts'
import { lookAtGroup } from './group/look-at-group.ts'
import { recordPolicyChange } from './policy/record-policy-change.ts'
import { lookAtPull } from './pull/look.ts'
import { pullsOfRelease } from './pull/pulls-of-release.ts'
import { readPull } from './pull/read-pull.ts'
import type { AskedCommand, PressedCheck, Pushed } from './subject.ts'

/**
 * What the bot does about each subject. Each reads the state of things anew, writes only what differs, and may be
 * called again at any time, after it was cut off too.
 */
export interface Work {
  /** Brings comment and checks of a pull request to what they should be. */
  readonly lookAtPull: (access: RepositoryAccess, number: number, options?: { verify?: boolean }) => Promise<void>
  readonly lookAtGroup: (access: RepositoryAccess, group: MergeGroup) => Promise<void>
  /** Does what a comment asks for, or says why not; the pull request is looked at afterwards. */
  readonly runCommand: (access: RepositoryAccess, asked: AskedCommand) => Promise<void>
  /** `sender` asks for another run; the pull requests of the check are looked at afterwards. */
  readonly pressRerun: (access: RepositoryAccess, check: PressedCheck, sender: string) => Promise<void>
  readonly updateDashboard: (access: RepositoryAccess) => Promise<void>
  /** Writes down that the policy changed, where it did with what came to the default branch, and nobody has yet. */
  readonly recordPolicyChange: (access: RepositoryAccess, pushed: Pushed) => Promise<void>
  /** The pull requests that a version of the registry came from, to be looked at. */
  readonly pullsOfRelease: (access: RepositoryAccess, tag: string) => Promise<readonly number[]>
}

/** All of it, as the bot does it. */
export const WORK: Work = {
  lookAtPull,
  lookAtGroup,
  runCommand: (access, asked) => runCommand(access, asked, readPull),
  pressRerun: (access, check, sender) => pressRerun(access, check, { sender, readPull }),
  updateDashboard,
  recordPolicyChange,
  pullsOfRelease,
}
