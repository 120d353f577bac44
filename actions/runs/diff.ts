import * as z from 'zod'
import type { RunsDiff } from '../../core/artifacts/runs-diff.ts'
import { UserError } from '../../core/errors.ts'
import { diffRuns } from '../../core/runs/diff-runs.ts'
import type { KnownRun } from '../../core/runs/known-run.ts'
import { shortIds } from '../../core/runs/short-ids.ts'
import { renderRunsDiff } from '../../reports/runs-diff.ts'
import { defineAction } from '../action.ts'
import { VERSION } from '../header.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { chooseRun } from './choose-run.ts'
import { codeBetween } from './code-between.ts'
import { fromLedger } from './from-ledger.ts'
import { historyInputs } from './inputs.ts'
import { judgePair } from './judge-pair.ts'
import { openHistory } from './open-history.ts'

const run = z.string({ error: 'expected a run: the beginning of its id, latest, or latest~1' })

/** `contender runs diff` */
export const runsDiff = defineAction({
  name: 'runs diff',
  summary: 'what changed between two runs, and what it did to the metrics',
  examples: [
    ['contender runs diff latest~1 latest', 'the newest run against the one before'],
    ['contender runs diff latest~1 latest --json', 'the same for programs'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    earlier: run.describe('The run to begin from: the beginning of its id, latest, or latest~1'),
    later: run.describe('The run that is held against it, named alike'),
    ...historyInputs,
    ...outInput,
  }),
  positional: ['earlier', 'later'],
  async main(input, host) {
    const project = await openProject(input, host)
    const recorded = await fromLedger(project, host, input.local, (ledger) => ledger.runs())
    const history = await openHistory(project, recorded ?? [], host)
    const [a, b] = [chooseRun(history, input.earlier), chooseRun(history, input.later)]
    if (a.run.model !== b.run.model)
      throw new UserError(
        `Unexpected runs \`${input.earlier}\` of ${a.run.model} and \`${input.later}\` of ${b.run.model}, expected two of one model; name it with --model`,
      )
    const short = shortIds(history.names.map(({ id }) => id))
    const shortOf = ({ run: { id } }: KnownRun) => short.get(id) ?? id
    const diff: RunsDiff = {
      schema: 'contender/runs-diff@1',
      contender: VERSION,
      a: sideOf(a),
      b: sideOf(b),
      same_model: a.run.artifact.digest === b.run.artifact.digest,
      ...diffRuns(a.run, b.run),
      code: await codeBetween(project, [a.run, b.run], host),
      metrics: { values: valuesOf(a, b), ...(await judgePair(project, a, b, shortOf)) },
    }
    const text = renderRunsDiff(diff, { a: shortOf(a), b: shortOf(b), paint: host.paint })
    return { outcome: 'pass', text, artifact: diff }
  },
})

function sideOf({ run: { artifact, commit, dirty, id, model, started } }: KnownRun): RunsDiff['a'] {
  return { id, model, commit, dirty, started, artifact }
}

function valuesOf(a: KnownRun, b: KnownRun): RunsDiff['metrics']['values'] {
  const [ofA, ofB] = [a.evaluation?.metrics ?? {}, b.evaluation?.metrics ?? {}]
  const names = new Set([...Object.keys(ofB), ...Object.keys(ofA)])
  return Object.fromEntries([...names].map((name) => [name, { a: ofA[name] ?? null, b: ofB[name] ?? null }]))
}
