import { type ApiAnswer, type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { commitAt, placeOfCall } from './place.ts'

/** Files as GitHub reads them out of a commit: up to 1 MB as JSON, up to 100 MB raw; folders as lists. */
export function contentRoutes(world: World): Route[] {
  return [{ method: 'GET', path: '/repos/{owner}/{repo}/contents/{path}', answer: (call) => readContent(world, call) }]
}

const RAW = 'application/vnd.github.raw+json; charset=utf-8'
const MOST_JSON = 1e6
const MOST = 1e8

async function readContent(world: World, call: ApiCall): Promise<ApiAnswer> {
  const { git } = world
  const place = placeOfCall(world, call)
  const ref = call.query.get('ref') ?? 'HEAD'
  const path = call.params.path!.replace(/\/$/, '')
  const raw = /\.raw\b/.test(call.headers.accept ?? '')
  const commit = await commitAt(world, place, ref)
  if (commit === undefined) return no(404, `No commit found for the ref ${ref}`)
  const known = raw ? await git.objects.find(`${commit}:${path}`) : undefined
  if (raw && known === undefined) return no(404, 'Not Found')
  if (known?.type === 'blob' && known.size <= MOST) return rawAnswer((await git.objects.read(known.sha))!.bytes)
  const lines = await entriesAt(git.text, commit, path)
  const [entry] = lines
  if (entry === undefined) return no(404, 'Not Found')
  const shape = ({ path, sha, size, type }: Entry) => {
    const url = `${place.api}/contents/${path.split('/').map(encodeURIComponent).join('/')}?ref=${encodeURIComponent(ref)}`
    const gitUrl = `${place.api}/git/${type === 'dir' ? 'trees' : 'blobs'}/${sha}`
    const html = `${place.html}/blob/${encodeURIComponent(ref)}/${path}`
    return {
      type,
      size,
      name: path.split('/').at(-1)!,
      path,
      sha,
      url,
      git_url: gitUrl,
      html_url: html,
      download_url: type === 'file' ? `${place.html}/raw/${commit}/${path}` : null,
      _links: { git: gitUrl, self: url, html },
    }
  }
  if (entry.type === 'dir') return ok((await entriesAt(git.text, commit, `${path}/`)).map(shape))
  if (entry.size > MOST) return tooLarge('The requested blob is too large to fetch via the API')
  const { bytes } = (await git.objects.read(entry.sha))!
  if (raw) return rawAnswer(bytes)
  const large = entry.size > MOST_JSON
  return ok({
    ...shape(entry),
    encoding: large ? 'none' : 'base64',
    content: large ? '' : bytes.toString('base64').replaceAll(/.{60}/g, '$&\n'),
  })
}

const rawAnswer = (body: Buffer): ApiAnswer => ({ status: 200, body, headers: { 'content-type': RAW } })

const tooLarge = (message: string) =>
  no(403, message, { errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }] })

interface Entry {
  readonly type: 'file' | 'dir' | 'symlink' | 'submodule'
  readonly sha: string
  readonly size: number
  readonly path: string
}

async function entriesAt(
  text: (...args: readonly string[]) => Promise<string>,
  commit: string,
  path: string,
): Promise<Entry[]> {
  const listed = await text('ls-tree', '-z', '--long', '--full-tree', commit, '--', path)
  return listed.split('\0').flatMap((line) => {
    const [, mode, sha, size, name] = /^(\d+) \w+ (\w+) +(\d+|-)\t([\s\S]+)$/.exec(line) ?? []
    const types = { '040000': 'dir', '120000': 'symlink', '160000': 'submodule' } as const
    const type = types[mode as keyof typeof types] ?? 'file'
    return name === undefined ? [] : [{ type, sha: sha!, size: Number(size) || 0, path: name }]
  })
}
