import type { RepositoryAccess } from './github.ts'
import type { AskedCommand, MergeGroup, PressedCheck, Pushed } from './subject.ts'

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
  /** Writes down that the policy changed, where it did between the two commits and nobody has yet. */
  readonly recordPolicyChange: (access: RepositoryAccess, pushed: Pushed) => Promise<void>
  /** Says at the pull request that a version of the registry came from it. */
  readonly tellRelease: (access: RepositoryAccess, tag: string) => Promise<void>
}

/** The work of this version; what is not there is not done. */
export const WORK: Partial<Work> = {}
