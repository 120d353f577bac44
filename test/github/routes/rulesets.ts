import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'

const RULESETS = '/repos/{owner}/{repo}/rulesets'
const missing = no(404, 'Not Found')

interface StoredRuleset {
  readonly id: number
  readonly name: string
  readonly target: 'branch' | 'tag' | 'push'
  readonly enforcement: 'disabled' | 'active' | 'evaluate'
  readonly conditions?: {
    readonly ref_name?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }
  }
  readonly rules: readonly { readonly type: string; readonly parameters?: object }[]
  readonly bypass_actors: readonly object[]
  readonly at: string
}

/** Rulesets as data: kept and shown, and not enforced. */
export function rulesetRoutes(world: World): readonly Route[] {
  const rulesets = new Map<number, StoredRuleset>()
  const source = { source_type: 'Repository' as const, source: `${world.owner}/${world.repo}` }
  const json = ({ at, ...ruleset }: StoredRuleset) => ({
    ...ruleset,
    ...source,
    node_id: `RRS_${ruleset.id}`,
    created_at: at,
    updated_at: at,
  })
  const keep = (ruleset: StoredRuleset, status: number) => {
    rulesets.set(ruleset.id, ruleset)
    return ok(json(ruleset), status)
  }
  const one = (act: (ruleset: StoredRuleset, call: ApiCall) => ApiAnswer) => async (call: ApiCall) => {
    const ruleset = rulesets.get(Number(call.params.ruleset_id))
    return ruleset === undefined ? missing : act(ruleset, call)
  }
  const create = async ({ body }: ApiCall) => {
    const blank = { target: 'branch' as const, rules: [], bypass_actors: [] }
    return keep({ ...blank, ...body, id: world.nextId('ruleset'), at: world.timestamp() }, 201)
  }

  const ofBranch = async (call: ApiCall) => {
    const names = [`refs/heads/${call.params.branch}`, '~ALL']
    if (call.params.branch === (await world.git.line('symbolic-ref', '--short', 'HEAD'))) names.push('~DEFAULT_BRANCH')
    const hits = (patterns: readonly string[] = []) => patterns.some((pattern) => names.includes(pattern))
    const active = [...rulesets.values()].filter(
      ({ conditions, enforcement, target }) =>
        target === 'branch' &&
        enforcement === 'active' &&
        hits(conditions?.ref_name?.include) &&
        !hits(conditions?.ref_name?.exclude),
    )
    const rules = active.flatMap(({ id, rules }) =>
      rules.map((rule) => ({
        ...rule,
        ruleset_id: id,
        ruleset_source_type: source.source_type,
        ruleset_source: source.source,
      })),
    )
    return paged(world, call, rules)
  }

  return [
    { method: 'GET', path: RULESETS, answer: async (call) => paged(world, call, [...rulesets.values()].map(json)) },
    { method: 'POST', path: RULESETS, answer: create },
    { method: 'GET', path: `${RULESETS}/{ruleset_id}`, answer: one((ruleset) => ok(json(ruleset))) },
    {
      method: 'PUT',
      path: `${RULESETS}/{ruleset_id}`,
      answer: one((ruleset, { body }) => keep({ ...ruleset, ...body, at: world.timestamp() }, 200)),
    },
    {
      method: 'DELETE',
      path: `${RULESETS}/{ruleset_id}`,
      answer: one(({ id }) => {
        rulesets.delete(id)
        return { status: 204 }
      }),
    },
    { method: 'GET', path: '/repos/{owner}/{repo}/rules/branches/{branch}', answer: ofBranch },
  ]
}
