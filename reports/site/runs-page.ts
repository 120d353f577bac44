import type { ModelFacts } from '../../core/publish/model-facts.ts'
import { html } from '../html/html.ts'
import { STAR } from '../runs-table.ts'
import { bigTable, DETAILS } from './big-table.ts'
import { type About, sitePage } from './frame.ts'
import { RUN_COLUMNS, runCells, runDetails } from './run-cells.ts'

/** All runs, newest first, and what is known of each in files of their own, in the same order. @param short ids of runs, by their whole ones */
export function runsPage(
  about: About,
  models: readonly ModelFacts[],
  short: ReadonlyMap<string, string>,
): { readonly text: string; readonly files: ReadonlyMap<string, string> } {
  const versions = new Map(
    models.flatMap(({ versions }) =>
      versions.flatMap(({ run, version }) => (run === undefined ? [] : [[run.run.id, version.version] as const])),
    ),
  )
  const runs = models.flatMap(({ runs }) => runs).sort((a, b) => (a.run.id < b.run.id ? 1 : -1))
  const big = bigTable({
    ...{ id: 'runs', caption: 'Runs, newest first', columns: RUN_COLUMNS, compare: 'data/run-details-' },
    rows: runs.map((event) => runCells(event, short.get(event.run.id)!, versions.get(event.run.id))),
    hint: 'Words that stand in a row, or a metric or parameter and a value, such as rounds>=100 roc_auc>0.9 outcome=pass. Tick two runs to hold them against each other.',
  })
  const files = new Map(big.files)
  for (let at = 0; at * DETAILS < runs.length; at++)
    files.set(
      `data/run-details-${at}.json`,
      JSON.stringify(runs.slice(at * DETAILS, (at + 1) * DETAILS).map(runDetails)),
    )
  return {
    text: sitePage(about, {
      title: 'Runs',
      lead: html`<p>Trainings as the ledger has them. After a commit: ${STAR}.</p>`,
      body: runs.length === 0 ? html`<p>No run is in the ledger: contender runs record puts runs there.</p>` : big.html,
      up: '',
    }),
    files,
  }
}
