import type { ApiCall } from '../route.ts'
import type { World } from '../world.ts'

/** One repository as its routes see it: forks share the objects and have refs of their own. */
export interface Place {
  readonly fullName: string
  /** `refs/`, or where the fork's refs are kept. */
  readonly refs: string
  /** `http://…/repos/acme/models` */
  readonly api: string
  /** `http://…/acme/models` */
  readonly html: string
}

/**
 * Where the refs of a repository are, in the one bare repository.
 *
 * @param fullName `acme/models`, or the fork's: `mallory/models`
 */
export function placeOf({ owner, repo, url }: World, fullName = `${owner}/${repo}`): Place {
  const fork = fullName !== `${owner}/${repo}`
  return {
    fullName,
    refs: fork ? `refs/namespaces/${fullName.split('/')[0]}/refs/` : 'refs/',
    api: `${url}/repos/${fullName}`,
    html: `${url}/${fullName}`,
  }
}

export const placeOfCall = (world: World, { params }: ApiCall): Place =>
  placeOf(world, `${params.owner}/${params.repo}`)

/** The commit that a branch, a tag or a SHA names; undefined where it names none. */
export async function commitAt({ git }: World, { refs }: Place, name: string): Promise<string | undefined> {
  if (name.startsWith('-')) return undefined
  const plain = name.replace(/^refs\//, '')
  const candidates = /^[0-9a-f]{7,64}$/.test(name)
    ? [name]
    : [`${refs}heads/${plain}`, `${refs}tags/${plain}`, `${refs}${plain}`, ...(name === 'HEAD' ? [name] : [])]
  for (const ref of candidates) {
    const candidate = ref.startsWith('refs/') ? git.tip(ref) : ref
    if (candidate === undefined) continue
    const found = await git.objects.find(`${candidate}^{commit}`)
    if (found !== undefined) return found.sha
  }
  return undefined
}
