import { type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { refsMoved } from './moved.ts'
import { type Place, placeOfCall } from './place.ts'
import { commitOf } from './raw-commit.ts'

const GIT = '/repos/{owner}/{repo}/git'

const shown = ({ api }: Place, ref: string, sha: string, type: string) => ({
  ref,
  node_id: Buffer.from(`Ref:${ref}`).toString('base64'),
  url: `${api}/git/${ref.split('/').map(encodeURIComponent).join('/')}`,
  object: { sha, type, url: `${api}/git/${type}s/${sha}` },
})

/** Refs of the Git data API: a ref moves only forward unless it is forced, and a new one must be new. */
export function refRoutes(world: World): Route[] {
  const { git } = world

  async function listed(place: Place, pattern: string) {
    const lines = await git.lines('for-each-ref', '--format=%(objectname) %(objecttype) %(refname)', pattern)
    return lines.map((line) => {
      const [sha = '', type = '', name = ''] = line.split(' ')
      return shown(place, `refs/${name.slice(place.refs.length)}`, sha, type)
    })
  }

  async function answerOf(place: Place, name: string, status = 200) {
    const sha = git.tip(`${place.refs}${name}`)
    if (sha === undefined) return no(404, 'Not Found')
    return ok(shown(place, `refs/${name}`, sha, (await git.objects.find(sha))?.type ?? 'commit'), status)
  }

  async function create(call: ApiCall) {
    const place = placeOfCall(world, call)
    const { ref, sha } = call.body as { ref: string; sha: string }
    const name = ref.replace(/^refs\//, '')
    if (name === ref || name.split('/').length < 2) return no(422, "Reference name must start with 'refs/'")
    if (!(await git.yes('update-ref', `${place.refs}${name}`, sha, '0'.repeat(sha.length)))) {
      if (!(await git.yes('cat-file', '-e', sha))) return no(422, 'Object does not exist')
      if (!(await git.yes('check-ref-format', ref))) return no(422, `${ref} is not a valid ref name.`)
      // Beside `a` there cannot be `a/b`, nor the other way round: GitHub does not say why.
      return no(
        422,
        git.tip(`${place.refs}${name}`) === undefined ? 'Reference update failed' : 'Reference already exists',
      )
    }
    await refsMoved(world, place, [{ ref: name, before: null, after: sha }], call.token?.login)
    return answerOf(place, name, 201)
  }

  /** Most of what a ref moves to is a commit on top of what it was. */
  async function isParent(before: string, sha: string) {
    const commit = await git.objects.read(sha)
    return commit?.type === 'commit' && commitOf(commit.bytes).parents.includes(before)
  }

  async function update(call: ApiCall) {
    const place = placeOfCall(world, call)
    const { force = false, sha } = call.body as { force?: boolean; sha: string }
    const name = call.params.ref!
    const ref = `${place.refs}${name}`
    const before = git.tip(ref)
    if (before === undefined) return no(422, 'Reference does not exist')
    const forward =
      force || (await isParent(before, sha)) || (await git.yes('merge-base', '--is-ancestor', before, sha))
    if (!forward || !(await git.yes('update-ref', ref, sha, before)))
      return no(422, (await git.objects.find(sha)) ? 'Update is not a fast forward' : 'Object does not exist')
    await refsMoved(world, place, [{ ref: name, before, after: sha }], call.token?.login)
    return name.startsWith('heads/') ? ok(shown(place, `refs/${name}`, sha, 'commit')) : answerOf(place, name)
  }

  async function remove(call: ApiCall) {
    const place = placeOfCall(world, call)
    const ref = `${place.refs}${call.params.ref}`
    const before = git.tip(ref)
    if (before === undefined) return no(422, 'Reference does not exist')
    await git.text('update-ref', '-d', ref, before)
    await refsMoved(world, place, [{ ref: call.params.ref!, before, after: null }], call.token?.login)
    return { status: 204 }
  }

  return [
    { method: 'GET', path: `${GIT}/ref/{ref}`, answer: (call) => answerOf(placeOfCall(world, call), call.params.ref!) },
    {
      method: 'GET',
      path: `${GIT}/matching-refs/{ref}`,
      answer: async (call) => {
        const place = placeOfCall(world, call)
        const all = await listed(place, place.refs)
        return ok(all.filter(({ ref }) => ref.startsWith(`refs/${call.params.ref}`)))
      },
    },
    { method: 'POST', path: `${GIT}/refs`, answer: create },
    { method: 'PATCH', path: `${GIT}/refs/{ref}`, answer: update },
    { method: 'DELETE', path: `${GIT}/refs/{ref}`, answer: remove },
  ]
}
