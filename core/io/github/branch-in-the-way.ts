import type { Octokit } from '@octokit/rest'
import type { Repository } from './client.ts'

/**
 * A branch beside which Git cannot keep one of this name: `a` and `a/b` would be a file and a folder of the same name. One
 * request.
 *
 * @returns its name; undefined where there is none
 */
export async function branchInTheWay(client: Octokit, at: Repository, name: string): Promise<string | undefined> {
  const [top] = name.split('/')
  const { data } = await client.rest.git.listMatchingRefs({ ...at, ref: `heads/${top}` })
  return data
    .map(({ ref }) => ref.replace(/^refs\/heads\//, ''))
    .find((other) => name.startsWith(`${other}/`) || other.startsWith(`${name}/`))
}

/** What is wrong, and what to do about it: as a sentence goes on. */
export function sayInTheWay(name: string, other: string): string {
  return `Git cannot keep the branch ${name} beside ${other}: rename or delete ${other}`
}
