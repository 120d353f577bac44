import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { RunOutcome } from '../../core/artifacts/comparison.ts'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { joinErrors } from '../../core/join-errors.ts'
import { renderDriftMarkdown } from '../../reports/drift/markdown.ts'
import { renderDriftTerminal } from '../../reports/drift/terminal.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { plain } from '../../reports/plain.ts'
import { type MeasuredWindow, renderPrometheus } from '../../reports/prometheus.ts'
import { defineAction, type Host } from '../action.ts'
import { whyNoGitHub } from '../github-place.ts'
import type { Project } from '../project.ts'
import { driftInputs } from './inputs.ts'
import type { JudgedModels } from './judge-models.ts'
import type { Found } from './keep-drift.ts'
import type { Told } from './tell-of.ts'

/** `contender drift` */
export const drift = defineAction({
  name: 'drift',
  summary: 'production against what a model was made and judged on: inputs, answers and performance',
  examples: [
    ['contender drift', 'the newest whole window of every model of contender.yml that is watched'],
    ['contender drift --windows 21 --at 2001-06-28', 'windows of the past, oldest first'],
    ['contender drift --reference ref.parquet --current cur.parquet', 'two files, without a config'],
    [
      'contender drift --reference ref.csv --current cur.csv --task binary-classification --time at --slices origin',
      'with their answers and labels, by day, and apart by origin',
    ],
    ['contender drift --reference ref.csv --current cur.csv --compat evidently', 'as Evidently judges them'],
  ],
  inputs: z.strictObject(driftInputs),
  outputs: {
    verdict: 'stable, watch, drift or insufficient (one that could not be judged too): the worst of all models',
    report: 'Path of drift.md: what was found, for people',
    'report-html': 'Path of the same with pictures, for a browser: drift.html, which needs no network',
    retrain: 'With `respond`: JSON list of the models that are to be trained anew',
  },
  async main(input, host) {
    const { failures, found, project } = await (input.current === undefined ? models : files)(input, host)
    const drifts = found.map(({ drift }) => drift)
    const respondingOf = (name: string) => ({
      responds: input.respond,
      unreached: input.respond ? whyNoGitHub(host.environment) : undefined,
      when: project.models.find((model) => model.name === name)?.retrain?.when,
      stage: found.find(({ drift }) => drift.model === name)?.previous?.stage ?? undefined,
    })
    const markdown = renderDriftMarkdown(drifts, { respondingOf })
    const report = join(project.out, 'drift.md')
    await writeAtomic(report, new TextEncoder().encode(markdown))
    if (input.metricsFile !== undefined) await writeMetrics(project, input.metricsFile, found)
    const told = await tell(project, found, input, host)
    const failed = [...failures, ...told.failures]
    // Last, so that nobody waits for pictures to be told.
    const page = join(project.out, 'drift.html')
    await writeAtomic(page, await renderDriftPage(drifts, respondingOf))
    const did = told.responses.flatMap((one) => one.did)
    // A model that nobody could judge is not stable.
    const verdict = worst([...drifts.map((one) => one.verdict), ...failures.map(() => 'insufficient' as const)])
    return {
      outcome: outcomeOf(verdict),
      failure: failed.length > 0 ? joinErrors(failed) : undefined,
      text: [
        ...drifts.map((one) => renderDriftTerminal(one, host.paint, respondingOf(one.model))),
        ...did.map((line) => `  ${plain(line)}\n`),
      ].join('\n'),
      artifact: drifts.length + failures.length === 1 ? drifts[0] : drifts,
      outputs: {
        verdict,
        report,
        'report-html': page,
        retrain: JSON.stringify(
          told.responses.filter(({ retrain }) => retrain !== undefined).map(({ model }) => model),
        ),
      },
      summary: markdown,
    }
  },
})

type Input = z.output<z.ZodObject<typeof driftInputs>>

// What only one of them needs is loaded for it alone: two files ask nothing of GitHub, which takes as long to load as the rest.

async function models(input: Input, host: Host): Promise<JudgedModels & { readonly project: Project }> {
  const { judgeModels, watchedProject } = await import('./judge-models.ts')
  const project = await watchedProject(input, host)
  return { project, ...(await judgeModels(project, input, host)) }
}

async function files(input: Input, host: Host): Promise<JudgedModels & { readonly project: Project }> {
  const { filesProject, judgeFiles } = await import('./judge-files.ts')
  const project = await filesProject(input, host)
  return { project, found: await judgeFiles(project, input, host), failures: [] }
}

async function tell(project: Project, found: readonly Found[], input: Input, host: Host): Promise<Told> {
  if (!input.record && !input.respond) return { responses: [], failures: [] }
  const { tellOf } = await import('./tell-of.ts')
  return tellOf(project, found, input, host)
}

/** For a collector that reads files: the newest window of each model, whole or not at all. */
async function writeMetrics({ directory }: Project, file: string, found: readonly Found[]): Promise<void> {
  const windows = found.flatMap(({ drift: { model }, judged }): MeasuredWindow[] => {
    const summary = judged.at(-1)?.summary
    return summary == null ? [] : [{ model, summary }]
  })
  await writeAtomic(resolve(directory, file), new TextEncoder().encode(renderPrometheus(windows)))
}

const ORDER: readonly DriftVerdict[] = ['stable', 'watch', 'insufficient', 'drift']

function worst(verdicts: readonly DriftVerdict[]): DriftVerdict {
  return verdicts.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0]!
}

function outcomeOf(verdict: DriftVerdict): RunOutcome {
  if (verdict === 'drift') return 'fail'
  return verdict === 'insufficient' ? 'undecided' : 'pass'
}
