import { commitAt, placeOfCall } from '../git/place.ts'
import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, invalid, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { releaseJson } from './release-json.ts'
import type { ReleaseStore, StoredRelease } from './release-store.ts'

const RELEASES = '/repos/{owner}/{repo}/releases'
const missing = no(404, 'Not Found')

/** Releases; publishing one makes its tag where there is none. */
export function releaseRoutes(world: World, store: ReleaseStore): readonly Route[] {
  const seen = ({ token }: ApiCall) => store.all().filter(({ draft }) => !draft || token !== undefined)
  const published = () => store.all().filter(({ draft, prerelease }) => !draft && !prerelease)
  const answer = (release: StoredRelease | undefined, status = 200) =>
    release === undefined ? missing : ok(releaseJson(world, release), status)
  const one =
    (act: (release: StoredRelease, call: ApiCall) => ApiAnswer | Promise<ApiAnswer>) => async (call: ApiCall) => {
      const release = seen(call).find(({ id }) => id === Number(call.params.release_id))
      return release === undefined ? missing : act(release, call)
    }

  /** GitHub's refusal; undefined once its tag stands. */
  const publish = async (call: ApiCall, release: StoredRelease) => {
    if (release.draft || (await world.git.yes('rev-parse', '--verify', '--quiet', `refs/tags/${release.tag}`)))
      return undefined
    const commit = await commitAt(world, placeOfCall(world, call), release.target)
    if (commit === undefined) return invalid('Release', 'target_commitish', 'invalid')
    const made = await world.git.yes('update-ref', `refs/tags/${release.tag}`, commit)
    return made ? undefined : invalid('Release', 'tag_name', 'custom', 'tag_name is not a valid tag')
  }

  const write = async (call: ApiCall, before: StoredRelease, status: number) => {
    const { body } = call
    const release: StoredRelease = {
      ...before,
      tag: body.tag_name ?? before.tag,
      target: body.target_commitish ?? before.target,
      name: body.name ?? before.name,
      body: body.body ?? before.body,
      draft: body.draft ?? before.draft,
      prerelease: body.prerelease ?? before.prerelease,
    }
    const taken = store.all().some(({ draft, id, tag }) => id !== release.id && !draft && tag === release.tag)
    if (taken && !release.draft) return invalid('Release', 'tag_name', 'already_exists')
    const refused = await publish(call, release)
    if (refused !== undefined) return refused
    const publishedAt = release.draft ? null : (release.publishedAt ?? world.timestamp())
    return answer(store.keep({ ...release, publishedAt }), status)
  }

  const create = async (call: ApiCall) => {
    const { token } = call
    const target = await world.git.line('symbolic-ref', '--short', 'HEAD')
    const texts = { tag: '', target, name: null, body: null }
    const blank = { ...texts, draft: false, prerelease: false, assets: [], publishedAt: null }
    const id = world.nextId('release')
    return write(call, { ...blank, id, author: token!.login, createdAt: world.timestamp() }, 201)
  }

  return [
    { method: 'POST', path: RELEASES, answer: create },
    {
      method: 'GET',
      path: RELEASES,
      answer: async (call) =>
        paged(world, call, seen(call), (shown) => shown.map((release) => releaseJson(world, release))),
    },
    { method: 'GET', path: `${RELEASES}/latest`, answer: async () => answer(published()[0]) },
    {
      method: 'GET',
      path: `${RELEASES}/tags/{tag}`,
      answer: async ({ params }) => answer(store.all().find(({ draft, tag }) => !draft && tag === params.tag)),
    },
    { method: 'GET', path: `${RELEASES}/{release_id}`, answer: one((release) => answer(release)) },
    { method: 'PATCH', path: `${RELEASES}/{release_id}`, answer: one((release, call) => write(call, release, 200)) },
    {
      method: 'DELETE',
      path: `${RELEASES}/{release_id}`,
      answer: one(({ id }) => {
        store.remove(id)
        return { status: 204 }
      }),
    },
  ]
}
