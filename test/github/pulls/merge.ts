import { refsMoved } from '../git/moved.ts'
import { placeOf } from '../git/place.ts'
import { type ApiAnswer, type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { mendPull } from './show.ts'
import { emitPull, mergeCommit, syncPulls } from './sync.ts'

/** Merging a pull request: git merges, and the emulator is told that it happened. */
export function mergeRoute(world: World): Route {
  return {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/merge',
    answer: (call) => merge(world, call),
  }
}

async function merge(world: World, call: ApiCall): Promise<ApiAnswer> {
  const pull = world.pulls.get(Number(call.params.pull_number))
  if (pull === undefined) return no(404, 'Not Found')
  await syncPulls(world, pull.author)
  const { commit_message: detail, commit_title, merge_method: method = 'merge', sha } = (call.body ?? {}) as MergeBody
  if (sha !== undefined && sha !== pull.headSha)
    return no(409, 'Head branch was modified. Review and try the merge again.')
  if (pull.state === 'closed' || pull.mergeSha === null) return no(405, 'Pull Request is not mergeable')
  if (method === 'rebase') return no(405, 'Rebase merges are not allowed on this repository.')
  // The emulator refuses a merge without a body, and has commits of its own.
  const told = await world.forward({ ...call, body: { merge_method: 'merge' } })
  if (told.status !== 200) return told
  const login = call.token!.login
  const from = `${pull.headRepo.split('/')[0]}/${pull.headRef}`
  const title =
    commit_title ??
    (method === 'merge' ? `Merge pull request #${pull.number} from ${from}` : `${pull.headRef} (#${pull.number})`)
  const tree = await world.git.line('rev-parse', `${pull.mergeSha}^{tree}`)
  const { mergedWith } = pull
  const parents = method === 'merge' ? [mergedWith, pull.headSha] : [mergedWith]
  const message = detail ? `${title}\n\n${detail}` : title
  const merged = await mergeCommit(world, tree, parents, message, login)
  // From here on nobody makes a merge to try of it.
  Object.assign(pull, { state: 'closed', merged: true, mergeSha: merged })
  await world.git.text('update-ref', `refs/heads/${pull.baseRef}`, merged, mergedWith)
  await world.git.yes('update-ref', '-d', `refs/pull/${pull.number}/merge`)
  const shown = await world.forward({
    ...call,
    method: 'GET',
    path: call.path.replace(/\/merge$/, ''),
    body: undefined,
  })
  emitPull(world, 'closed', await mendPull(world, shown.body, true), login)
  const moved = { ref: `heads/${pull.baseRef}`, before: mergedWith, after: merged }
  await refsMoved(world, placeOf(world), [moved], login)
  return ok({ sha: merged, merged: true, message: 'Pull Request successfully merged' })
}

interface MergeBody {
  readonly commit_title?: string
  readonly commit_message?: string
  readonly merge_method?: 'merge' | 'squash' | 'rebase'
  readonly sha?: string
}
