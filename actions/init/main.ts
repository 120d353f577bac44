import { basename, dirname, join, resolve } from 'node:path'
import { type Config, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, readText, realFolder } from '../../core/io/files.ts'
import { defineAction, type Host } from '../action.ts'
import { kebab } from '../kebab.ts'
import { surroundings } from '../project.ts'
import { DRIFT_WORKFLOW, RETRAIN_APP, RETRAIN_ENVIRONMENT } from './drift-workflow-texts.ts'
import { firstContract } from './first-contract.ts'
import { type InitInput, initInputs } from './inputs.ts'
import { look } from './look.ts'
import { makePlan } from './make-plan.ts'
import { at, configFiles, workflowFiles } from './new-files.ts'
import { APP_KEY, RELEASE_ENVIRONMENT } from './release-workflow-text.ts'
import { RULESETS, rulesetFiles } from './ruleset-files.ts'
import { sayWritten } from './say-written.ts'
import { writeNewFiles } from './write-new-files.ts'

/** `contender init` */
export const init = defineAction({
  name: 'init',
  summary: 'write a first contender.yml and its workflow from what the repository holds',
  examples: [
    ['contender init', 'look at the repository and ask, at most four questions'],
    ['contender init --yes', 'take what the repository suggests'],
    ['contender init --yes --target late --run gradient-boosting', 'with answers of your own'],
    ['contender init --yes --forks --rulesets', 'and what forks and the registry need'],
    ['contender init --yes --drift', 'and the workflows that watch production and train anew'],
    ['contender init --yes --release', 'and the workflow that releases what was merged'],
    ['contender init --yes --release --rulesets --app 123456', 'the same, where the App alone writes the registry'],
  ],
  inputs: initInputs,
  async main(input, host) {
    if (input.app !== undefined && !input.rulesets && !input.release)
      throw new UserError(
        'Unexpected --app without --rulesets or --release, expected one of them: rulesets name the App, and a release writes as it',
      )
    const path = resolve(host.directory, input.config)
    const directory = await realFolder(dirname(path))
    const { inGit, root } = await surroundings(directory)
    const place = { directory, root }
    const seen = await host.step('looking at the files', () => look({ ...place, inGit }))
    const known = await exists(path)
    // A config that is there says all; it has to be one, or what is built on it would not work.
    const config = known ? parseConfig(await readText(path), input.config) : undefined
    if (known) warnOfIgnored(input, host)
    const plan = known ? undefined : await makePlan(place, seen, input as InitInput, host)
    const basis = { file: basename(path), config, plan, seen }
    const rulesets = input.rulesets ? rulesetFiles(input.app) : []
    const files = [
      ...(await configFiles(place, basis, input, host)),
      ...(await workflowFiles(place, basis, input)),
      ...rulesets,
    ]
    const written = await writeNewFiles(root, files, '.contender/')
    for (const { path: name, text } of rulesets)
      if (written.left.includes(name) && (await readText(join(root, name))) !== text)
        host.warn(`${name} says something else and stays as it is: delete it to have it written anew`)
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
      ...(input.release && input.app !== undefined ? [HOW_TO_KEEP] : []),
      ...(input.release && input.rulesets && input.app === undefined ? [KEPT_OUT] : []),
      ...(input.drift ? notesOfDrift(config, input) : []),
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

const HOW_TO_KEEP = `Before the first release, make the environment ${RELEASE_ENVIRONMENT} under Settings → Environments, let only the default branch use it, and put the App's private key there as the secret ${APP_KEY}.`

const KEPT_OUT =
  'The rulesets keep the token of the release job out, once they are in force: name the App that is to write, by --app ID.'

const HOW_TO_RETRAIN = `Pull requests of retraining are opened by an App of yours: make the environment ${RETRAIN_ENVIRONMENT} under Settings → Environments, let only the default branch use it, and put the App's ID there as the variable ${RETRAIN_APP.id} and its private key as the secret ${RETRAIN_APP.key}.`

/** What the workflows of drift need beside themselves. */
function notesOfDrift(config: Config | undefined, { config: file, rulesets }: InitInput): string[] {
  const models = config?.models ?? []
  return [
    ...(models.some(({ drift }) => drift !== undefined)
      ? []
      : [
          `${DRIFT_WORKFLOW} watches models with a \`drift\` section that names their logs, and fails each day until there is one: ${config === undefined ? `${file} has a sample, as a comment to fill in` : `add one to ${file}`}.`,
        ]),
    HOW_TO_RETRAIN,
    ...(rulesets ? [OFF_THE_LEDGER] : []),
  ]
}

const OFF_THE_LEDGER =
  'The rulesets keep the tokens of these jobs off the ledger, once they are in force: give their steps a `github-token` of the App that may write it.'

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

/** Says which answers change nothing, because the config is there already. */
function warnOfIgnored(input: Readonly<Record<string, unknown>>, host: Host): void {
  const ignored = ANSWERS.filter((name) => input[name] !== undefined).map((name) => `--${kebab(name)}`)
  if (ignored.length > 0)
    host.warn(
      `${ignored.join(', ')} ${ignored.length === 1 ? 'changes' : 'change'} nothing: ${input.config} is there already and stays as it is`,
    )
}
