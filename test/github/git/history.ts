import type { GitObjects, ReadObject } from '../git-objects.ts'
import { paged, pageOf } from '../pages.ts'
import { type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { commitAt, type Place, placeOfCall } from './place.ts'
import { commitOf } from './raw-commit.ts'
import { changedFiles, commits, EMPTY_TREE } from './shapes.ts'

const REPO = '/repos/{owner}/{repo}'

/** Commits, comparisons and branches, as git knows them. */
export function historyRoutes(world: World): Route[] {
  const { git } = world

  async function list(call: ApiCall) {
    const place = placeOfCall(world, call)
    const name = call.query.get('sha') ?? 'HEAD'
    const start = await commitAt(world, place, name)
    if (start === undefined)
      return (await git.lines('for-each-ref', '--count=1')).length === 0
        ? no(409, 'Git Repository is empty.')
        : no(404, 'Not Found')
    const filters = ['since', 'until', 'author'].flatMap((key) => {
      const value = call.query.get(key)
      return value === null ? [] : [`--${key}=${value}`]
    })
    const path = call.query.get('path')
    const isWhole = filters.length === 0 && path === null
    const shas =
      (isWhole ? await lineFrom(git.objects, start) : undefined) ??
      (await git.lines('rev-list', ...filters, start, '--', ...(path === null ? [] : [path])))
    const { page, size } = pageOf(call)
    const wanted = shas.slice((page - 1) * size, page * size)
    const known = (await Promise.all(wanted.map((sha) => commits(world, place, ['-1', sha])))).flat()
    const answer = paged(world, call, shas)
    return { ...answer, body: known }
  }

  async function read(call: ApiCall) {
    const place = placeOfCall(world, call)
    const sha = await commitAt(world, place, call.params.ref!)
    if (sha === undefined) return no(422, `No commit found for SHA: ${call.params.ref}`)
    if (/\.sha\b/.test(call.headers.accept ?? '')) return { status: 200, body: sha }
    const [commit] = await commits(world, place, ['-1', sha])
    const files = await changedFiles(world, place, commit!.parents[0]?.sha ?? EMPTY_TREE, sha)
    const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0)
    const [additions, deletions] = [sum('additions'), sum('deletions')]
    const { page, size } = pageOf(call)
    const stats = { additions, deletions, total: additions + deletions }
    return ok({ ...commit, stats, files: files.slice((page - 1) * Math.max(size, 300), page * Math.max(size, 300)) })
  }

  async function compare(call: ApiCall) {
    const place = placeOfCall(world, call)
    const [from = '', to = ''] = call.params.basehead!.split('...')
    const [base, head] = await Promise.all([commitAt(world, place, from), commitAt(world, place, to)])
    if (base === undefined || head === undefined) return no(404, 'Not Found')
    const common = (await git.ask('merge-base', base, head))?.trim()
    if (common === undefined) return no(404, `No common ancestor between ${from} and ${to}.`)
    const counts = await git.line('rev-list', '--left-right', '--count', `${base}...${head}`)
    const [behind = 0, ahead = 0] = counts.split(/\s+/).map(Number)
    const [[baseCommit], [mergeBase], list, files] = await Promise.all([
      commits(world, place, ['-1', base]),
      commits(world, place, ['-1', common]),
      ahead === 0 ? [] : commits(world, place, ['--reverse', `${base}..${head}`]),
      changedFiles(world, place, common, head),
    ])
    const html = `${place.html}/compare/${from}...${to}`
    return {
      ...paged(world, call, list),
      body: {
        url: `${place.api}/compare/${from}...${to}`,
        html_url: html,
        permalink_url: html,
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        base_commit: baseCommit,
        merge_base_commit: mergeBase,
        status: ahead > 0 && behind > 0 ? 'diverged' : ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical',
        ahead_by: ahead,
        behind_by: behind,
        total_commits: ahead,
        commits: list.slice(0, 250),
        files: files.slice(0, 300),
      },
    }
  }

  return [
    { method: 'GET', path: `${REPO}/commits`, answer: list },
    { method: 'GET', path: `${REPO}/commits/{ref}`, answer: read },
    { method: 'GET', path: `${REPO}/compare/{basehead}`, answer: compare },
    { method: 'GET', path: `${REPO}/branches`, answer: (call) => listBranches(world, call) },
    { method: 'GET', path: `${REPO}/branches/{branch}`, answer: (call) => readBranch(world, call) },
  ]
}

/** A commit and all before it, where each has but one parent. */
async function lineFrom(objects: GitObjects, start: string): Promise<string[] | undefined> {
  const shas: string[] = []
  for (let sha: string | undefined = start; sha !== undefined; ) {
    shas.push(sha)
    const commit: ReadObject | undefined = await objects.read(sha)
    const parents: readonly string[] | undefined = commit && commitOf(commit.bytes).parents
    if (parents === undefined || parents.length > 1) return undefined
    sha = parents[0]
  }
  return shas
}

const protection = { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } }

async function listBranches(world: World, call: ApiCall) {
  const place = placeOfCall(world, call)
  const heads = `${place.refs}heads/`
  const lines = await world.git.lines('for-each-ref', '--format=%(objectname) %(refname)', heads)
  const branches = lines.map((line) => {
    const [sha = '', ref = ''] = line.split(' ')
    const name = ref.slice(heads.length)
    return { name, commit: { sha, url: `${place.api}/commits/${sha}` }, ...guard(place, name) }
  })
  return paged(world, call, branches)
}

async function readBranch(world: World, call: ApiCall) {
  const place = placeOfCall(world, call)
  const name = call.params.branch!
  const sha = await world.git.ask('rev-parse', '--verify', '--quiet', `${place.refs}heads/${name}`)
  if (sha === undefined) return no(404, 'Branch not found')
  const [commit] = await commits(world, place, ['-1', sha.trim()])
  const self = `${place.api}/branches/${encodeURIComponent(name)}`
  return ok({ name, commit, _links: { self, html: `${place.html}/tree/${name}` }, ...guard(place, name) })
}

const guard = ({ api }: Place, name: string) => ({
  protected: false,
  protection,
  protection_url: `${api}/branches/${encodeURIComponent(name)}/protection`,
})
