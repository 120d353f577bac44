import * as z from 'zod'
import type { Reproduction } from '../../core/artifacts/reproduction.ts'
import type { Run } from '../../core/artifacts/run.ts'
import { writeJson } from '../../core/io/files.ts'
import type { RunEvent } from '../../core/ledger/event.ts'
import { runsBack } from '../../core/runs/find-run.ts'
import { plain } from '../../reports/plain.ts'
import { defineAction, type Host } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { artifactPath, openProject, type Project } from '../project.ts'
import { chooseRun } from '../runs/choose-run.ts'
import { fromLedger } from '../runs/from-ledger.ts'
import { openHistory } from '../runs/open-history.ts'
import { type FindRuns, findRun, runsKeptIn } from './find-run.ts'
import { makeAgain } from './make-again.ts'

/** `contender reproduce` */
export const reproduce = defineAction({
  name: 'reproduce',
  summary: 'make a run again from its commit: bit-identical, same predictions, or different and where',
  examples: [
    ['contender reproduce latest', 'the newest run; latest~1 is the one before, and the beginning of an id does too'],
    ['contender reproduce .contender/delay/run.json', 'the last training of one model'],
  ],
  inputs: z.strictObject({
    run: z.string().describe('Beginning of its id, latest, latest~1, or the path of a run.json'),
    config: projectInputs.config,
    ...outInput,
  }),
  positional: ['run'],
  async main(input, host) {
    const project = await openProject(input, host)
    const run = await runOf(input.run, project, host)
    const reproduction = await makeAgain(project, run, host)
    await writeJson(artifactPath(project, { name: run.model }, 'reproduction.json'), reproduction)
    return {
      outcome: reproduction.verdict === 'different' ? 'fail' : 'pass',
      text: sayReproduction(reproduction, host),
      artifact: reproduction,
    }
  },
})

/** The run that is meant: `latest` as `contender runs` lists them, else by its id or file. */
async function runOf(name: string, project: Project, host: Host): Promise<Run> {
  if (runsBack(name) !== undefined)
    return chooseRun(await openHistory(project, await recorded(project, host), host), name).run
  return findRun(name, [runsKeptIn(project), runsRecorded(project, host)], host)
}

async function recorded(project: Project, host: Host): Promise<RunEvent[]> {
  return (await fromLedger(project, host, false, (ledger) => ledger.runs())) ?? []
}

/** The runs that the ledger holds, asked only where this machine knows none of that name. */
function runsRecorded(project: Project, host: Host): FindRuns {
  return async (prefix) => {
    const events = await recorded(project, host)
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
