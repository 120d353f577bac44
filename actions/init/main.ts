import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type Config, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, readText, realFolder } from '../../core/io/files.ts'
import { defineAction, type Host } from '../action.ts'
import { type Place, surroundings } from '../project.ts'
import { readWorkflows } from '../workflow-file.ts'
import { columnFacts } from './column-facts.ts'
import { COMMENT_WORKFLOW, commentWorkflowText } from './comment-workflow-text.ts'
import { configText } from './config-text.ts'
import { firstContract } from './first-contract.ts'
import { type InitInput, initInputs } from './inputs.ts'
import { look, type Seen } from './look.ts'
import { makePlan } from './make-plan.ts'
import type { Plan } from './plan.ts'
import { prepareSql } from './prepare-sql.ts'
import { RULESETS, rulesetFiles } from './ruleset-files.ts'
import { sayWritten } from './say-written.ts'
import { commandsOf, commandsOfModels, needsOf } from './workflow-needs.ts'
import { WORKFLOW, WORKFLOW_NAME, workflowText } from './workflow-text.ts'
import { type NewFile, writeNewFiles } from './write-new-files.ts'

/** `contender init` */
export const init = defineAction({
  name: 'init',
  summary: 'write a first contender.yml and its workflow from what the repository holds',
  examples: [
    ['contender init', 'look at the repository and ask, at most four questions'],
    ['contender init --yes', 'take what the repository suggests'],
    ['contender init --yes --target late --run gradient-boosting', 'with answers of your own'],
    ['contender init --yes --forks --rulesets', 'and what forks and the registry need'],
  ],
  inputs: initInputs,
  async main(input, host) {
    if (input.app !== undefined && !input.rulesets)
      throw new UserError('Unexpected --app without --rulesets, expected both: the rulesets name the App')
    const path = resolve(host.directory, input.config)
    const directory = await realFolder(dirname(path))
    const { inGit, root } = await surroundings(directory)
    const place = { directory, root }
    const file = basename(path)
    const seen = await host.step('looking at the files', () => look({ ...place, inGit }))
    const known = await exists(path)
    // A config that is there says all; it has to be one, or what is built on it would not work.
    const config = known ? parseConfig(await readText(path), input.config) : undefined
    const ignored = known ? ANSWERS.filter((name) => input[name] !== undefined) : []
    if (ignored.length > 0)
      host.warn(
        `${ignored.map((name) => `--${name === 'modelFile' ? 'model-file' : name}`).join(', ')} ${ignored.length === 1 ? 'changes' : 'change'} nothing: ${input.config} is there already and stays as it is`,
      )
    const plan = known ? undefined : await makePlan(place, seen, input as InitInput, host)
    const files = [
      ...(await configFiles(place, { file, plan }, host)),
      ...(await workflowFiles(place, { file, plan, config, seen, forks: input.forks })),
      ...(input.rulesets ? rulesetFiles(input.app) : []),
    ]
    const written = await writeNewFiles(root, files, '.contender/')
    const contract = await firstContract(input.config, plan?.split?.rows, host)
    const all =
      contract.became === 'none'
        ? written
        : { ...written, [contract.became]: [...written[contract.became], at(place, contract.path)] }
    const notes = [
      ...(plan?.notes ?? []),
      ...(contract.became === 'none' && contract.why !== undefined ? [contract.why] : []),
      ...(input.forks ? ['GitHub runs the workflow that comments for forks once it is on the default branch.'] : []),
      ...(input.rulesets ? [HOW_TO_IMPORT] : []),
    ]
    const trained = plan?.training && plan.model
    return {
      outcome: 'pass',
      text: sayWritten(all, { notes, trained }, host.paint),
      artifact: { ...all, model: plan?.name ?? null, notes },
    }
  },
})

const HOW_TO_IMPORT = `GitHub reads no rulesets from files: import those of ${RULESETS} under Settings → Rules → Rulesets, or run \`gh api repos/{owner}/{repo}/rulesets --input FILE\` for each.`

/** Answers that only a new config takes. */
const ANSWERS = [
  'model',
  'task',
  'target',
  'positive',
  'id',
  'time',
  'group',
  'train',
  'test',
  'run',
  'modelFile',
  'predictions',
] as const

/** The config and what it needs, from the top of the repository. */
async function configFiles(
  place: Place,
  { file, plan }: { file: string; plan: Plan | undefined },
  host: Host,
): Promise<NewFile[]> {
  if (plan === undefined) return [{ path: at(place, file), text: '' }]
  const config = { path: at(place, file), text: configText(plan, file) }
  if (plan.split === undefined) return [config]
  const { rows, sql } = plan.split
  const facts = await host.step(`looking at ${rows}`, () => columnFacts(place, rows))
  return [config, { path: at(place, sql), text: prepareSql(rows, facts, plan.data) }]
}

/** The workflows, from the top of the repository. */
async function workflowFiles(
  place: Place,
  {
    config,
    file,
    forks,
    plan,
    seen,
  }: { config: Config | undefined; file: string; forks: boolean; plan: Plan | undefined; seen: Seen },
): Promise<NewFile[]> {
  const commands = plan === undefined ? commandsOfModels(config?.models ?? []) : commandsOf(plan)
  const needs = await needsOf(place.root, { commands, config: at(place, file), seen })
  const judging = { path: WORKFLOW, text: workflowText(needs) }
  if (!forks) return [judging]
  const there = (await readWorkflows(place.root)).find(({ path }) => path === WORKFLOW)
  return [judging, { path: COMMENT_WORKFLOW, text: commentWorkflowText(there?.name ?? WORKFLOW_NAME) }]
}

/** A file beside the config, from the top of the repository. */
function at({ directory, root }: Place, name: string): string {
  return relative(root, join(directory, name)).split(sep).join('/')
}
