import type { Config } from '../../core/config.ts'
import type { Change } from '../../core/governance/change.ts'
import type { Checklist } from '../../core/governance/checklist.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { AskedCommand } from '../subject.ts'

/** What commands need to know of a pull request. */
export interface SeenPull {
  readonly pull: { readonly open: boolean; readonly head: string; readonly headRepository: string | undefined }
  /** `policy` stands at `place`; `ruling` is whose governance counts: its, or, where there is none yet, the change's own. */
  readonly rules: {
    readonly policy: Config | undefined
    readonly ruling: Config | undefined
    readonly place: string
  }
  readonly change: Change
  readonly checklist: Pick<Checklist, 'items'>
}

/** Reads a pull request as it is now. */
export type ReadPull = (access: RepositoryAccess, number: number) => Promise<SeenPull>

/** A command under way. */
export interface Task {
  readonly access: RepositoryAccess
  readonly asked: AskedCommand
  readonly readPull: ReadPull
}

/** What came of a command that was done. */
export interface Answer {
  /** How its comment is marked: 🚀 where something was done, 👍 where something was said or written down. */
  readonly reaction: 'rocket' | '+1'
  /** Markdown of a reply, where there is more to say than that. */
  readonly text?: string
}
