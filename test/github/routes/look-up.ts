import type { World } from '../world.ts'

// biome-ignore lint/suspicious/noExplicitAny: parts of GitHub's JSON that are passed on as they are
type Json = any

/** JSON as the API shows it, to stand inside other JSON: a person, a repository, a PR. */
export async function lookUp(world: World, path: string): Promise<Json> {
  const { body, status } = await world.request('GET', path)
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** A person or bot, by login. */
export function lookUpUser(world: World, login: string): Promise<Json> {
  return lookUp(world, `/users/${encodeURIComponent(login)}`)
}

/** A repository, by `owner/name`. */
export function lookUpRepository(world: World, name: string): Promise<Json> {
  return lookUp(world, `/repos/${name}`)
}
