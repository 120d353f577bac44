import { findPullRequests } from '../core/io/github/find-pull-requests.ts'
import type { RepositoryAccess } from './github/open-github.ts'
import { builtOn } from './group/built-on.ts'
import type { Subject } from './subject.ts'
import type { Work } from './work.ts'

/**
 * Does what a subject asks for.
 *
 * @param more takes in subjects that come of it
 */
export async function doWork(
  work: Partial<Work>,
  access: RepositoryAccess,
  subject: Subject,
  more: (subject: Subject) => void,
): Promise<void> {
  const { at, client } = access
  const look = (numbers: readonly number[]) => {
    for (const number of numbers) more({ kind: 'pull', number })
  }
  switch (subject.kind) {
    case 'pull':
      return work.lookAtPull?.(access, subject.number, subject.verify ? { verify: true } : {})
    case 'run':
      return look((await findPullRequests(client, at, subject)).map(({ number }) => number))
    case 'pulls': {
      const open = { ...at, base: subject.base, state: 'open', per_page: 100 } as const
      return look((await client.paginate(client.rest.pulls.list, open)).map(({ number }) => number))
    }
    case 'group': {
      const { base_sha, ...group } = subject.group
      return work.lookAtGroup?.(access, { ...group, base_sha: base_sha ?? (await builtOn(access, group.head_sha)) })
    }
    case 'command':
      await work.runCommand?.(access, subject.asked)
      return look(subject.asked.isPull ? [subject.asked.number] : [])
    case 'button':
      await work.pressRerun?.(access, subject.check, subject.sender)
      return look(subject.check.pulls)
    case 'policy':
      // The push comes first: it alone says who pushed.
      for (const pushed of [subject.pushed, subject.swept])
        if (pushed !== undefined) await work.recordPolicyChange?.(access, pushed)
      return
    case 'released':
      return look((await work.pullsOfRelease?.(access, subject.tag)) ?? [])
    case 'dashboard':
      return work.updateDashboard?.(access)
  }
}
