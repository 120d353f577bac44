import type { World } from '../world.ts'

/**
 * What the emulator alone knows of a PR: its id, its labels, its comments. Asking for the whole PR costs five
 * processes of git.
 */
// biome-ignore lint/suspicious/noExplicitAny: a PR as the emulator shows it
export async function askEmulator(world: World, number: number): Promise<any> {
  const path = `/repos/${world.owner}/${world.repo}/pulls/${number}`
  const params = { owner: world.owner, repo: world.repo, pull_number: String(number) }
  const token = [...world.tokens.values()].find(({ login }) => login === 'olga')
  const asked = { method: 'GET', path, params, query: new URLSearchParams(), headers: {}, body: undefined, token }
  const { body, status } = await world.forward({ ...asked, bytes: Buffer.alloc(0) })
  if (status !== 200) throw new Error(`The emulator knows no PR ${number}: ${JSON.stringify(body)}`)
  return body
}
