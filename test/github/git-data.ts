import { type BareGit, bareGit } from './bare-git.ts'

/** A request to GitHub's API, its path from the repository on: `git/refs/heads/main`. */
export interface ApiRequest {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: URLSearchParams
  // biome-ignore lint/suspicious/noExplicitAny: what a client sends is any JSON
  readonly body: any
  readonly raw: boolean
}

export interface ApiAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type Route = readonly [
  method: string,
  path: RegExp,
  answer: (git: BareGit, request: ApiRequest, ...parts: string[]) => Promise<ApiAnswer>,
]

const ok = (body: unknown, status = 200): ApiAnswer => ({ status, body })
export const no = (status: number, message: string): ApiAnswer => ({ status, body: { message } })
const SHA = '([0-9a-f]{40}|[0-9a-f]{64})'
const NONE = '0'.repeat(40)

/** The Git data API as GitHub documents it, for what Contender uses of it. */
const ROUTES: readonly Route[] = [
  ['GET', /^git\/ref\/(.+)$/, (git, _, name) => refAnswer(git, `refs/${name}`)],
  ['POST', /^git\/refs$/, createRef],
  ['PATCH', /^git\/refs\/(.+)$/, updateRef],
  ['POST', /^git\/trees$/, createTree],
  ['GET', new RegExp(`^git/trees/${SHA}$`), readTree],
  ['GET', new RegExp(`^git/blobs/${SHA}$`), readBlob],
  ['POST', /^git\/commits$/, createCommit],
  ['GET', new RegExp(`^git/commits/${SHA}$`), async (git, _, sha) => ok(await commitOf(git, sha!))],
  ['POST', /^git\/tags$/, createTag],
  ['GET', /^contents\/(.+)$/, readContent],
  ['GET', /^commits$/, listCommits],
  ['GET', new RegExp(`^commits/${SHA}$`), readCommit],
]

/** Answers as GitHub would; what git refuses is 422, and what this server lacks 404. */
export async function answerGitData(git: BareGit, request: ApiRequest): Promise<ApiAnswer> {
  for (const [method, path, answer] of ROUTES) {
    const match = method === request.method && path.exec(request.path)
    if (match) return answer(git, request, ...match.slice(1)).catch((error: Error) => no(422, error.message))
  }
  return no(404, 'Not Found')
}

async function refAnswer(git: BareGit, ref: string): Promise<ApiAnswer> {
  const [line] = await git.lines('for-each-ref', '--format=%(objectname) %(objecttype) %(refname)', ref)
  const [sha, type, name] = line?.split(' ') ?? []
  return name === ref ? ok({ ref, object: { sha, type } }) : no(404, 'Not Found')
}

async function createRef(git: BareGit, { body: { ref, sha } }: ApiRequest): Promise<ApiAnswer> {
  if (!(await git.yes('cat-file', '-e', sha))) return no(422, 'Object does not exist')
  if (!(await git.yes('update-ref', ref, sha, NONE.padEnd(sha.length, '0')))) return no(422, 'Reference already exists')
  return { ...(await refAnswer(git, ref)), status: 201 }
}

async function updateRef(git: BareGit, { body: { force, sha } }: ApiRequest, name?: string): Promise<ApiAnswer> {
  const ref = `refs/${name}`
  const now = (await git.ask('rev-parse', '--verify', '--quiet', ref))?.trimEnd()
  if (now === undefined) return no(422, 'Reference does not exist')
  const forward = force || (await git.yes('merge-base', '--is-ancestor', now, sha))
  if (!forward || !(await git.yes('update-ref', ref, sha, now))) return no(422, 'Update is not a fast forward')
  return refAnswer(git, ref)
}

async function createTree(git: BareGit, { body: { base_tree, tree } }: ApiRequest): Promise<ApiAnswer> {
  if (!(await git.yes('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'))) return no(409, 'Git Repository is empty.')
  const files = (tree as { path: string; mode: string; content: string }[]).flatMap(({ content, mode, path }) => [
    `M ${mode} inline ${path}`,
    data(content),
  ])
  const base = base_tree === undefined ? [] : [`M 040000 ${base_tree} ""`]
  const commit = ['commit refs/none', 'mark :1', 'committer x <> 0 +0000', data(''), ...base, ...files]
  const made = await git.write(
    [...commit, 'get-mark :1', 'reset refs/none', '', 'done', ''].join('\n'),
    'fast-import',
    '--quiet',
    '--done',
  )
  return ok({ sha: await git.line('rev-parse', `${made}^{tree}`) }, 201)
}

async function readTree(git: BareGit, { query }: ApiRequest, sha?: string): Promise<ApiAnswer> {
  const lines = await git.lines('ls-tree', ...(query.has('recursive') ? ['-r', '-t'] : []), sha!)
  const tree = lines.map((line) => {
    const [, mode, type, sha, path] = /^(\d+) (\w+) (\w+)\t(.+)$/.exec(line)!
    return { path, mode, type, sha }
  })
  return ok({ sha, tree, truncated: false })
}

async function readBlob(git: BareGit, _: ApiRequest, sha?: string): Promise<ApiAnswer> {
  const content = await git.text('cat-file', 'blob', sha!)
  return ok({ sha, encoding: 'base64', content: Buffer.from(content).toString('base64') })
}

async function createCommit(git: BareGit, { body }: ApiRequest): Promise<ApiAnswer> {
  const { author, committer, message, parents = [], tree } = body
  const who = (role: string, { date, email, name }: Record<string, string>) => ({
    [`GIT_${role}_NAME`]: name,
    [`GIT_${role}_EMAIL`]: email,
    [`GIT_${role}_DATE`]: date,
  })
  const env = { ...who('AUTHOR', author), ...who('COMMITTER', committer) } as Record<string, string>
  const args = (parents as string[]).flatMap((parent) => ['-p', parent])
  const sha = await bareGit(git.folder, env).write(message, 'commit-tree', tree, ...args)
  return ok({ sha, tree: { sha: tree } }, 201)
}

async function createTag(
  git: BareGit,
  { body: { message, object, tag, tagger, type } }: ApiRequest,
): Promise<ApiAnswer> {
  const at = `${tagger.name} <${tagger.email}> ${Date.parse(tagger.date) / 1000} +0000`
  const text = `object ${object}\ntype ${type}\ntag ${tag}\ntagger ${at}\n\n${message}`
  return ok({ sha: await git.write(text, 'mktag'), tag }, 201)
}

async function readContent(git: BareGit, { query, raw }: ApiRequest, path?: string): Promise<ApiAnswer> {
  const text = await git.ask('cat-file', 'blob', `${query.get('ref')}:${path}`)
  if (text === undefined) return no(404, 'Not Found')
  return raw ? ok(text) : no(415, 'This server gives raw contents alone')
}

async function commitOf(git: BareGit, sha: string) {
  const [line = '', ...message] = await git.lines('show', '--no-patch', '--format=%T %cI %P%n%B', sha)
  const [tree, date, ...parents] = line.trimEnd().split(' ')
  const committer = { date }
  return { sha, tree: { sha: tree }, parents: parents.map((sha) => ({ sha })), committer, message: message.join('\n') }
}

async function listCommits(git: BareGit, { host, query }: ApiRequest): Promise<ApiAnswer> {
  const size = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  const shas = await git.lines('rev-list', `--skip=${size * (page - 1)}`, `--max-count=${size + 1}`, query.get('sha')!)
  const body = await Promise.all(
    shas.slice(0, size).map(async (sha) => {
      const { parents, ...commit } = await commitOf(git, sha)
      return { sha, parents, commit }
    }),
  )
  const next = new URLSearchParams(query)
  next.set('page', String(page + 1))
  const link = `<http://${host}/repos/acme/models/commits?${next}>; rel="next"`
  return { status: 200, body, ...(shas.length > size && { headers: { link } }) }
}

async function readCommit(git: BareGit, _: ApiRequest, sha?: string): Promise<ApiAnswer> {
  const { committer, parents, tree } = await commitOf(git, sha!)
  const status: Record<string, string> = { A: 'added', M: 'modified', D: 'removed' }
  const lines = await git.lines('show', '-m', '--first-parent', '--format=', '--name-status', '-M100%', sha!)
  const files = lines.map((line) => {
    const [kind, first, second] = line.split('\t')
    return second === undefined
      ? { filename: first, status: status[kind!] ?? 'changed' }
      : { filename: second, previous_filename: first, status: 'renamed' }
  })
  return ok({ sha, parents, commit: { tree, committer }, files })
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}
