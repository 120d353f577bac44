import { bareGit } from '../bare-git.ts'
import { WEB_FLOW } from '../people.ts'
import { type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { placeOfCall } from './place.ts'
import { bytesOfCommit } from './raw-commit.ts'
import { gitCommits } from './shapes.ts'
import { readTree as itemsOf, type TreeEntry, writeTree } from './write-tree.ts'

const GIT = '/repos/{owner}/{repo}/git'
const SHA = /^([0-9a-f]{40}|[0-9a-f]{64})$/

/** Trees, blobs, commits and tags of the Git data API, made and read by git itself. */
export function objectRoutes(world: World): Route[] {
  const { git } = world
  /** Once a repository has a commit, it has one for ever. */
  let begun = false

  async function createTree(call: ApiCall) {
    begun ||= await git.yes('rev-parse', '--verify', '--quiet', 'HEAD^{commit}')
    if (!begun) return no(409, 'Git Repository is empty.')
    const { base_tree: base, tree } = call.body as { base_tree?: string; tree: TreeEntry[] }
    const simple = base === undefined ? undefined : await writeTree(git.objects, base, tree)
    if (simple !== undefined) return treeAnswer(call, simple, 201)
    const lines = tree.flatMap(({ content, mode, path, sha }) =>
      sha === null
        ? [`D ${path}`]
        : sha === undefined
          ? [`M ${mode} inline ${path}`, data(content!)]
          : [`M ${mode} ${sha} ${path}`],
    )
    const from = base === undefined ? [] : [`M 040000 ${base} ""`]
    const commit = ['commit refs/none', 'mark :1', 'committer x <> 0 +0000', data(''), ...from, ...lines]
    const script = [...commit, 'get-mark :1', 'reset refs/none', '', 'done', ''].join('\n')
    const made = await git.write(script, 'fast-import', '--quiet', '--done')
    return treeAnswer(call, `${made}^{tree}`, 201)
  }

  async function treeAnswer(call: ApiCall, name: string, status = 200) {
    const { api } = placeOfCall(world, call)
    const shown = (type: string, sha: string) => `${api}/git/${type === 'blob' ? 'blobs' : 'trees'}/${sha}`
    const items = SHA.test(name) && !call.query.has('recursive') ? await itemsOf(git.objects, name) : undefined
    if (items !== undefined) {
      const tree = [...items].map(async ([path, { mode, sha }]) => {
        const { size, type } = (await git.objects.find(sha)) ?? { type: 'commit', size: 0 }
        return {
          ...{ path, mode: mode.padStart(6, '0'), type, sha, url: shown(type, sha) },
          ...(type === 'blob' && { size }),
        }
      })
      return ok({ sha: name, url: shown('tree', name), tree: await Promise.all(tree), truncated: false }, status)
    }
    const recursive = call.query.has('recursive') ? ['-r', '-t'] : []
    const [sha, text] = await Promise.all([
      git.ask('rev-parse', '--verify', '--quiet', name).then((line) => line?.trim()),
      git.ask('ls-tree', '-z', '--long', ...recursive, name),
    ])
    if (sha === undefined || text === undefined) return no(404, 'Not Found')
    const tree = text.split('\0').flatMap((line) => {
      const [, mode, type, id, size, path] = /^(\d+) (\w+) (\w+) +(\d+|-)\t([\s\S]+)$/.exec(line) ?? []
      return path === undefined
        ? []
        : [{ path, mode, type, sha: id, ...(size !== '-' && { size: Number(size) }), url: shown(type!, id!) }]
    })
    return ok({ sha, url: shown('tree', sha), tree, truncated: false }, status)
  }

  async function readTree(call: ApiCall) {
    const name = call.params.tree_sha!
    if (name.startsWith('-')) return no(404, 'Not Found')
    const found = SHA.test(name) ? await git.objects.find(`${name}^{tree}`) : undefined
    return treeAnswer(call, found?.sha ?? `${name}^{tree}`)
  }

  async function readBlob(call: ApiCall) {
    const sha = call.params.file_sha!
    const found = SHA.test(sha) ? await git.objects.read(sha) : undefined
    if (found?.type !== 'blob') return no(404, 'Not Found')
    const { bytes } = found
    const place = placeOfCall(world, call)
    const url = `${place.api}/git/blobs/${sha}`
    return ok({ sha, node_id: sha, url, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') })
  }

  async function createBlob(call: ApiCall) {
    const { content, encoding } = call.body as { content: string; encoding?: string }
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8')
    const sha = await git.write(bytes, 'hash-object', '-w', '--stdin')
    return ok({ sha, url: `${placeOfCall(world, call).api}/git/blobs/${sha}` }, 201)
  }

  async function commitAnswer(call: ApiCall, sha: string, status = 200) {
    const range = ['-1', '--end-of-options', sha]
    const [commit] = SHA.test(sha) ? await gitCommits(world, placeOfCall(world, call), range).catch(() => []) : []
    return commit === undefined ? no(404, 'Not Found') : ok(commit, status)
  }

  async function createCommit(call: ApiCall) {
    const { message, parents = [], tree, ...people } = call.body as NewCommit
    const { kind, login } = call.token!
    const self = { name: login, email: `${login}@users.noreply.github.com` }
    const signs = kind !== 'user' && people.author === undefined && people.committer === undefined
    const author = { date: world.timestamp(), ...(people.author ?? self) }
    const committer = { date: world.timestamp(), ...(people.committer ?? (signs ? WEB_FLOW : author)) }
    const raw = bytesOfCommit({ tree, parents, author, committer, message })
    const types = raw && (await Promise.all([tree, ...parents].map(async (one) => (await git.objects.find(one))?.type)))
    if (raw !== undefined && types!.every((type, at) => type === (at === 0 ? 'tree' : 'commit'))) {
      const sha = git.objects.put('commit', raw)
      if (signs) world.signed.add(sha)
      return commitAnswer(call, sha, 201)
    }
    const env = { ...who('AUTHOR', author), ...who('COMMITTER', committer) }
    const args = parents.flatMap((parent) => ['-p', parent])
    const sha = await bareGit(git.folder, env).write(message, 'commit-tree', tree, ...args)
    if (signs) world.signed.add(sha)
    return commitAnswer(call, sha, 201)
  }

  async function createTag(call: ApiCall) {
    const { message, object, tag, tagger, type } = call.body as NewTag
    const by = { date: world.timestamp(), name: call.token!.login, email: 'noreply@github.com', ...tagger }
    const at = `${by.name} <${by.email}> ${Date.parse(by.date) / 1000} +0000`
    const sha = await git.write(`object ${object}\ntype ${type}\ntag ${tag}\ntagger ${at}\n\n${message}`, 'mktag')
    return tagAnswer(call, sha, 201)
  }

  async function tagAnswer(call: ApiCall, sha: string, status = 200) {
    const found = SHA.test(sha) ? await git.objects.read(sha) : undefined
    if (found?.type !== 'tag') return no(404, 'Not Found')
    const text = found.bytes.toString()
    const [, object, type, tag, name, email, seconds, message] = TAG.exec(text)!
    const { api } = placeOfCall(world, call)
    const date = `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`
    return ok(
      {
        sha,
        node_id: sha,
        url: `${api}/git/tags/${sha}`,
        tag,
        message,
        tagger: { name, email, date },
        object: { sha: object, type, url: `${api}/git/${type}s/${object}` },
        verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
      },
      status,
    )
  }

  return [
    { method: 'POST', path: `${GIT}/trees`, answer: createTree },
    { method: 'GET', path: `${GIT}/trees/{tree_sha}`, answer: readTree },
    { method: 'POST', path: `${GIT}/blobs`, answer: createBlob },
    { method: 'GET', path: `${GIT}/blobs/{file_sha}`, answer: readBlob },
    { method: 'POST', path: `${GIT}/commits`, answer: createCommit },
    {
      method: 'GET',
      path: `${GIT}/commits/{commit_sha}`,
      answer: (call) => commitAnswer(call, call.params.commit_sha!),
    },
    { method: 'POST', path: `${GIT}/tags`, answer: createTag },
    { method: 'GET', path: `${GIT}/tags/{tag_sha}`, answer: (call) => tagAnswer(call, call.params.tag_sha!) },
  ]
}

const TAG = /^object (\w+)\ntype (\w+)\ntag (.+)\ntagger (.*) <(.*)> (\d+) \S+\n\n([\s\S]*)$/

interface Person {
  readonly name: string
  readonly email: string
  readonly date?: string
}

interface NewCommit {
  readonly message: string
  readonly tree: string
  readonly parents?: readonly string[]
  readonly author?: Person
  readonly committer?: Person
}

interface NewTag {
  readonly tag: string
  readonly message: string
  readonly object: string
  readonly type: string
  readonly tagger?: Person
}

function who(role: string, { date, email, name }: Required<Person>): Record<string, string> {
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: date }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}
