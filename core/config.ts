import { checkModel } from './config/check.ts'
import { explainIssues } from './config/explain-issues.ts'
import { LONGEST_YAML, type Path, readYaml, type YamlFile } from './config/read-yaml.ts'
import { configSchema, type ModelConfig } from './config/schema.ts'
import type { DatedRows } from './data/dated-rows.ts'
import { UserError } from './errors.ts'
import { checkGovernance } from './governance/check.ts'
import type { Governance } from './governance/schema.ts'

type SayPlace = YamlFile['placeOf']

/** One model of the config, under its name. */
export type Model = Omit<ModelConfig, 'data'> & {
  readonly name: string
  /** `rows` where `contender.windows.yml` says of which times they are: `train` and `test` are tables of them. */
  readonly data: ModelConfig['data'] & { readonly rows?: DatedRows }
}

export interface Config {
  readonly models: readonly Model[]
  /** Promotion order of the registry. */
  readonly stages: readonly string[]
  /** Path of the workflow whose report the bot believes. */
  readonly workflow: string
  readonly governance: Governance
  /** What a minute of a runner costs; undefined where the config says nothing of it. */
  readonly costs: { readonly minute: number; readonly currency: string } | undefined
  /** `sha256:…` of the file's text; null where there is no file. */
  readonly digest: string | null
  /** The file, as errors name it. */
  readonly file: string
  /** Line of the file where a path stands, or its nearest ancestor. */
  readonly lineOf: (path: Path) => number
}

/**
 * Reads `contender.yml`: strict, with every default filled in.
 *
 * @param text the file's content
 * @param file the file's name, as errors should say it
 * @param sayPlace for settings that stand in no file: names their place instead
 * @throws {UserError} with a line for each thing that is wrong: place, what was found, what was expected
 * @example
 * parseConfig('models: { delay: { task: regression, predictions: p.csv } }', 'contender.yml').models[0].name // 'delay'
 */
export function parseConfig(text: string, file: string, sayPlace?: SayPlace): Config {
  const { digest, lineOf, placeOf, value } = readYaml(text, file, LONGEST_YAML)
  const place = sayPlace ?? placeOf
  const parsed = configSchema.safeParse(value)
  if (!parsed.success) throw new UserError(explainIssues(parsed.error.issues, value, place).join('\n'))
  const models = Object.entries(parsed.data.models).map(([name, model]): Model => ({ name, ...model }))
  const problems = models.flatMap((model) =>
    checkModel(model).map(({ path, found, expected }) => {
      const full = ['models', model.name, ...path]
      return `${found} in ${place(full)}, ${expected}`
    }),
  )
  const { costs, governance, stages, workflow } = parsed.data
  problems.push(...sameFolder(models, file), ...sameBranch(models, place), ...twiceIn(stages, place))
  for (const { expected, found, path } of checkGovernance(governance, {
    models: models.map(({ name }) => name),
    stages,
    fairness: [...new Set(models.flatMap(({ evaluate }) => evaluate.fairness.groups))],
  }))
    problems.push(`${found} in ${place(['governance', ...path])}, ${expected}`)
  if (problems.length > 0) throw new UserError(problems.join('\n'))
  return { models, stages, workflow, governance, costs, file, lineOf, digest }
}

function twiceIn(stages: readonly string[], sayPlace: SayPlace): string[] {
  const known = new Set<string>()
  const repeated = stages.findIndex((stage) => known.size === known.add(stage).size)
  if (repeated < 0) return []
  return [`Unexpected second \`${stages[repeated]}\` in ${sayPlace(['stages', repeated])}, expected each stage once`]
}

function sameFolder(models: readonly Model[], file: string): string[] {
  const seen = new Map<string, string>()
  return models.flatMap(({ name }) => {
    const other = seen.get(name.toLowerCase())
    seen.set(name.toLowerCase(), name)
    if (other === undefined) return []
    return [
      `Unexpected model \`${name}\` beside \`${other}\` in ${file}, expected names that differ by more than case: they share a folder on some systems`,
    ]
  })
}

/** Each has a branch of its name when it is retrained, and Git cannot keep the branch `a` beside `a/b`. */
function sameBranch(models: readonly Model[], sayPlace: SayPlace): string[] {
  const retrained = models.filter(({ retrain }) => retrain !== undefined).map(({ name }) => name)
  return retrained.flatMap((name) => {
    const outer = retrained.find((other) => name.startsWith(`${other}/`))
    if (outer === undefined) return []
    const path = sayPlace(['models', name, 'retrain'])
    return [
      `Unexpected \`retrain\` of \`${name}\` beside that of \`${outer}\` in ${path}, expected one of them without it, or another name: Git cannot keep the branch contender/retrain/${outer} beside contender/retrain/${name}`,
    ]
  })
}
