import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { parseConfig } from '../../core/config.ts'
import { exists, readText, realFolder } from '../../core/io/files.ts'
import { defineAction, type Host } from '../action.ts'
import { type Place, surroundings } from '../project.ts'
import { columnFacts } from './column-facts.ts'
import { configText } from './config-text.ts'
import { firstContract } from './first-contract.ts'
import { type InitInput, initInputs } from './inputs.ts'
import { look, type Seen } from './look.ts'
import { makePlan } from './make-plan.ts'
import type { Plan } from './plan.ts'
import { prepareSql } from './prepare-sql.ts'
import { sayWritten } from './say-written.ts'
import { needsOf, WORKFLOW, workflowText } from './workflow-text.ts'
import { type NewFile, writeNewFiles } from './write-new-files.ts'

/** `contender init` */
export const init = defineAction({
  name: 'init',
  summary: 'write a first contender.yml and its workflow from what the repository holds',
  examples: [
    ['contender init', 'look at the repository and ask, at most four questions'],
    ['contender init --yes', 'take what the repository suggests'],
    ['contender init --yes --target late --run gradient-boosting', 'with answers of your own'],
  ],
  inputs: initInputs,
  async main(input, host) {
    const path = resolve(host.directory, input.config)
    const directory = await realFolder(dirname(path))
    const { inGit, root } = await surroundings(directory)
    const place = { directory, root }
    const file = basename(path)
    const seen = await host.step('looking at the files', () => look({ ...place, inGit }))
    const known = await exists(path)
    // A config that is there says all; it has to be one, or what is built on it would not work.
    if (known) parseConfig(await readText(path), input.config)
    const ignored = known ? ANSWERS.filter((name) => input[name] !== undefined) : []
    if (ignored.length > 0)
      host.warn(
        `${ignored.map((name) => `--${name === 'modelFile' ? 'model-file' : name}`).join(', ')} ${ignored.length === 1 ? 'changes' : 'change'} nothing: ${input.config} is there already and stays as it is`,
      )
    const plan = known ? undefined : await makePlan(place, seen, input as InitInput, host)
    const files = await newFiles(place, { file, plan, seen }, host)
    const written = await writeNewFiles(root, files, '.contender/')
    const contract = await firstContract(input.config, plan?.split?.rows, host)
    const all =
      contract.became === 'none'
        ? written
        : { ...written, [contract.became]: [...written[contract.became], at(place, contract.path)] }
    const notes = [
      ...(plan?.notes ?? []),
      ...(contract.became === 'none' && contract.why !== undefined ? [contract.why] : []),
    ]
    const trained = plan?.training && plan.model
    return {
      outcome: 'pass',
      text: sayWritten(all, { notes, trained }, host.paint),
      artifact: { ...all, model: plan?.name ?? null, notes },
    }
  },
})

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

/** The files to write, from the top of the repository. */
async function newFiles(
  place: Place,
  { file, plan, seen }: { file: string; plan: Plan | undefined; seen: Seen },
  host: Host,
): Promise<NewFile[]> {
  const files: NewFile[] = []
  if (plan === undefined) files.push({ path: at(place, file), text: '' })
  else {
    files.push({ path: at(place, file), text: configText(plan, file) })
    if (plan.split !== undefined) {
      const { rows, sql } = plan.split
      const facts = await host.step(`looking at ${rows}`, () => columnFacts(place, rows))
      files.push({ path: at(place, sql), text: prepareSql(rows, facts, plan.data) })
    }
  }
  files.push({ path: WORKFLOW, text: workflowText(await needsOf(plan, seen, at(place, file))) })
  return files
}

/** A file beside the config, from the top of the repository. */
function at({ directory, root }: Place, name: string): string {
  return relative(root, join(directory, name)).split(sep).join('/')
}
