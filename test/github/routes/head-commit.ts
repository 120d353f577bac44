import type { World } from '../world.ts'

/** A commit as it stands inside runs and suites; null for one that git does not have. */
export async function headCommit(world: World, sha: string) {
  const { body, status } = await world.request('GET', `/repos/${world.owner}/${world.repo}/git/commits/${sha}`)
  if (status !== 200) return null
  const { author, committer, message, tree } = body
  const person = ({ email, name }: typeof author) => ({ name, email })
  const people = { author: person(author), committer: person(committer) }
  return { id: sha, tree_id: tree.sha, message, timestamp: committer.date, ...people }
}
