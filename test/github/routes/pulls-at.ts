import type { World } from '../world.ts'
import { lookUp } from './look-up.ts'

/** The PRs that GitHub names beside runs and checks: open ones of the repository itself, never a fork's. */
export async function pullsAt(world: World, headSha: string) {
  const here = `${world.owner}/${world.repo}`
  const pulls = [...world.pulls.values()].filter(
    (pull) => pull.headSha === headSha && pull.headRepo === here && pull.state === 'open',
  )
  return Promise.all(pulls.map(({ number }) => pullBrief(world, number)))
}

/** A PR as it stands inside runs and checks. */
export async function pullBrief(world: World, number: number) {
  const { base, head, id, url } = await lookUp(world, `/repos/${world.owner}/${world.repo}/pulls/${number}`)
  const side = ({ ref, repo, sha }: typeof base) => ({
    ref,
    sha,
    repo: { id: repo.id, name: repo.name, url: repo.url },
  })
  return { id, number, url, head: side(head), base: side(base) }
}
