import type { World } from '../world.ts'

/** How many comments a pull request has: the emulator counts none. */
export async function countComments(world: World, number: number): Promise<number> {
  const path = `/repos/${world.owner}/${world.repo}/issues/${number}/comments`
  const params = { owner: world.owner, repo: world.repo, issue_number: String(number) }
  const token = [...world.tokens.values()].find(({ login }) => login === 'olga')
  const query = new URLSearchParams({ per_page: '1' })
  const asked = { method: 'GET', path, params, query, headers: {}, body: undefined, token, bytes: Buffer.alloc(0) }
  const { body, headers } = await world.forward(asked)
  const [, last] = /[?&]page=(\d+)[^>]*>; rel="last"/.exec(headers?.link ?? '') ?? []
  return last === undefined ? body.length : Number(last)
}
