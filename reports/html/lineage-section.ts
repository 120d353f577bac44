import type { Report } from '../../core/artifacts/report.ts'
import { formatCount } from '../../core/format-number.ts'
import { flatParams } from '../../core/runs/flat-params.ts'
import { sayTook } from '../say-took.ts'
import { sayUncommitted } from '../say-uncommitted.ts'
import { type Html, html, NOTHING } from './html.ts'
import { columns, table } from './table.ts'

/** What was judged, and how it was made. */
export function lineageSection({ comparison, evaluation, run }: Report['models'][number]): Html {
  const { artifact, commit, dataset, threshold } = evaluation
  const lines: (readonly [string, string])[] = [
    ['test data', `${dataset.uri}, ${formatCount(dataset.rows)} rows, ${dataset.digest}`],
    ['model', `${artifact.uri}, ${formatCount(artifact.bytes)} bytes, ${artifact.digest}`],
    ...(commit === null ? [] : [['commit', commit] as const]),
    ...(threshold === null ? [] : [['threshold', String(threshold)] as const]),
    ...(comparison === undefined ? [] : [['gates and margins from', comparison.policy] as const]),
    ...(run === undefined ? [] : runLines(run)),
  ]
  const seed =
    run?.seeds.length === 1
      ? html`<p class="quiet">The verdict is about this artefact: training with another seed might differ (<code>train.repeats</code> measures it).</p>`
      : NOTHING
  const rows = lines.map(([name, value]) => [name, html`<code>${value}</code>`])
  return html`<h3>Run and lineage</h3>${table('What was judged, and how it was made', columns(['what', 'which'], []), rows)}${seed}`
}

function runLines(run: NonNullable<Report['models'][number]['run']>): [string, string][] {
  const { builtin, command, cost, data, environment, id, inputs, params, seeds, started } = run
  return [
    ['run', id],
    ['trained by', builtin === null ? (command ?? '') : `built-in ${builtin}`],
    ...sayUncommitted(run).map((sentence): [string, string] => ['working tree', sentence]),
    ['started', `${started.slice(0, 16).replace('T', ' ')} UTC, ${sayTook(cost.minutes)}`],
    ['seed', seeds.join(', ')],
    ...[...flatParams(params)].map(([name, value]): [string, string] => [`parameter ${name}`, String(value)]),
    ...Object.entries(data).map(([name, { digest, uri }]): [string, string] => [`${name} data`, `${uri}, ${digest}`]),
    ...inputs.map(({ digest, uri }): [string, string] => ['input', `${uri}, ${digest}`]),
    [
      'environment',
      [
        environment.platform,
        `Node ${environment.node}`,
        ...Object.entries(environment.runtimes).map(([name, version]) => `${name} ${version}`),
      ].join(', '),
    ],
  ]
}
