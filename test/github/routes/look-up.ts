import type { World } from '../world.ts'

// biome-ignore lint/suspicious/noExplicitAny: parts of GitHub's JSON that are passed on as they are
type Json = any

/** JSON as the API shows it, to stand inside other JSON: a repository, a PR. */
export async function lookUp(world: World, path: string): Promise<Json> {
  const { body, status } = await world.request('GET', path)
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** A repository, by `owner/name`. */
export function lookUpRepository(world: World, name: string): Promise<Json> {
  return lookUp(world, `/repos/${name}`)
}
