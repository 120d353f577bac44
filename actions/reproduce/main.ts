import * as z from 'zod'
import type { Reproduction } from '../../core/artifacts/reproduction.ts'
import { writeJson } from '../../core/io/files.ts'
import { plain } from '../../reports/plain.ts'
import { defineAction, type Host } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { artifactPath, openProject, type Project } from '../project.ts'
import { fromLedger } from '../runs/from-ledger.ts'
import { type FindRuns, findRun, runsKeptIn } from './find-run.ts'
import { makeAgain } from './make-again.ts'

/** `contender reproduce` */
export const reproduce = defineAction({
  name: 'reproduce',
  summary: 'make a run again from its commit: bit-identical, same predictions, or different and where',
  examples: [
    [
      'contender reproduce .contender/delay/run.json',
      'the last training of a model; an id, or its beginning, does too',
    ],
  ],
  inputs: z.strictObject({
    run: z.string().describe('Id of a run, as much of it as is unique, or the path of a run.json'),
    config: projectInputs.config,
    ...outInput,
  }),
  positional: ['run'],
  async main(input, host) {
    const project = await openProject(input, host)
    const run = await findRun(input.run, [runsKeptIn(project), runsRecorded(project, host)], host)
    const reproduction = await makeAgain(project, run, host)
    await writeJson(artifactPath(project, { name: run.model }, 'reproduction.json'), reproduction)
    return {
      outcome: reproduction.verdict === 'different' ? 'fail' : 'pass',
      text: sayReproduction(reproduction, host),
      artifact: reproduction,
    }
  },
})

/** The runs that the ledger holds, asked only where this machine knows none of that name. */
function runsRecorded(project: Project, host: Host): FindRuns {
  return async (prefix) => {
    const events = (await fromLedger(project, host, false, (ledger) => ledger.runs())) ?? []
    return events.map(({ run }) => run).filter(({ id }) => id.startsWith(prefix))
  }
}

function sayReproduction(
  { because, changes, commit, model, predictions, run, verdict }: Reproduction,
  host: Host,
): string {
  const head = `${host.paint('bold', plain(model))}  ${verdict}: run ${run.slice(0, 13)} made again from ${commit!.slice(0, 7)}`
  const lines = [head]
  if (predictions !== null) {
    const { differ, largest, rows, uri } = predictions
    const count = (number: number) => number.toLocaleString('en-US')
    lines.push(
      `  other bytes; predictions differ in ${count(differ)} of ${count(rows)} rows of ${plain(uri)}, by at most ${largest.toPrecision(2)}`,
    )
  }
  if (because !== null) lines.push(`  other bytes, and predictions could not be compared: ${plain(because)}`)
  if (verdict !== 'bit-identical') {
    const nothing =
      'command, parameters, seeds, data, inputs and environment are the same: training itself is left to chance'
    lines.push(`  what differed: ${changes.length === 0 ? nothing : plain(changes.join('; '))}`)
  }
  return `${lines.join('\n')}\n`
}
