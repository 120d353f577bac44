import type { World } from '../world.ts'
import { askEmulator } from './ask-emulator.ts'

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
  const { base, head, id, url } = await askEmulator(world, number)
  const { baseRef, baseSha, headRef, headSha } = world.pulls.get(number)!
  const repo = ({ repo: { id, name, url } }: typeof base) => ({ id, name, url })
  return {
    ...{ id, number, url },
    head: { ref: headRef, sha: headSha, repo: repo(head) },
    base: { ref: baseRef, sha: baseSha, repo: repo(base) },
  }
}
