import type { AuditVerification } from '../../core/artifacts/audit.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { costsOf, minutesOf } from '../../core/publish/costs.ts'
import type { ModelFacts } from '../../core/publish/model-facts.ts'
import { SQUARES, SQUARES_MEAN } from '../drift/words.ts'
import { html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { metricText } from '../runs-table.ts'
import { type BigColumn, bigTable, type Cell } from './big-table.ts'
import { type About, cards, modelPath, sayCost, sayMoney, sitePage } from './frame.ts'
import { cut } from './run-cells.ts'

const WINDOWS = 8
const MONTHS = 12

const COLUMNS: readonly BigColumn[] = [
  { name: 'model', kind: 'text' },
  { name: 'in stages', kind: 'text' },
  { name: 'newest', kind: 'version' },
  { name: 'newest run', kind: 'number' },
  { name: 'drift', kind: 'choice' },
  { name: 'last windows', kind: 'text' },
  { name: 'retraining', kind: 'text' },
  { name: 'runs', kind: 'number' },
  { name: 'cost', kind: 'number' },
]

/** All models at a glance, and what they cost. */
export function indexPage(
  about: About,
  models: readonly ModelFacts[],
  chain: AuditVerification,
): { readonly text: string; readonly files: ReadonlyMap<string, string> } {
  const big = bigTable({
    ...{ id: 'models', caption: `Models. ${SQUARES_MEAN}`, columns: COLUMNS },
    rows: models.map((model) => cellsOf(model, about)),
    hint: 'Words that stand in a row, or a field and a value: runs>10',
  })
  const months = costsOf(
    models.flatMap(({ trainings }) => trainings),
    models.flatMap(({ retrainings }) => retrainings),
  )
  const open = models.flatMap(({ pulls }) => pulls.filter(({ became }) => became === undefined))
  const versions = models.reduce((sum, { versions }) => sum + versions.length, 0)
  const runs = models.reduce((sum, { runs }) => sum + runs.length, 0)
  const lead = cards([
    [formatCount(models.length), models.length === 1 ? 'model' : 'models'],
    [formatCount(versions), versions === 1 ? 'version' : 'versions'],
    [formatCount(runs), runs === 1 ? 'run' : 'runs'],
    [formatCount(open.length), `retraining pull ${open.length === 1 ? 'request' : 'requests'} that may be open`],
    [sayCost(minutesOf(months), about.price), 'of training'],
    [chain.outcome === 'pass' ? '✅ whole' : `❌ ${count(chain.findings.length, 'finding')}`, 'audit trail'],
  ])
  const costs = table(
    'Training by month, as the ledger has it',
    columns(['month'], ['trainings', 'cost']),
    months
      .slice(0, MONTHS)
      .map(({ minutes, month, runs }) => [month, formatCount(runs), sayCost(minutes, about.price)]),
  )
  const money =
    about.price === undefined
      ? 'Money is shown once contender.yml has a price: costs: { minute: 0.008, currency: USD }.'
      : `At ${about.price.minute} ${about.price.currency} a minute.`
  return {
    text: sitePage(about, {
      title: 'Models',
      lead,
      body: html`<h2>At a glance</h2>${models.length === 0 ? html`<p>Nothing is in the ledger and no version is registered yet.</p>` : big.html}<h2>Costs</h2><p class="quiet">Minutes of the machine that trained, of runs and challengers that the ledger knows. ${money}</p>${costs}`,
      up: '',
    }),
    files: big.files,
  }
}

function cellsOf(
  { name, pulls, registered, retrainings, runs, trainings, versions, windows }: ModelFacts,
  { price }: About,
): Cell[] {
  const stages = versions.flatMap(({ stages, version }) => stages.map((stage) => `${stage} ${version.version}`))
  const judged = runs.find(({ evaluation }) => evaluation !== null)?.evaluation
  const value = judged?.metrics[judged.primary]
  const minutes = minutesOf(costsOf(trainings, retrainings))
  const last = windows.at(-1)
  const open = pulls.filter(({ became }) => became === undefined)
  return [
    { text: `${cut(name, 80)}${registered?.deprecated ? ' (deprecated)' : ''}`, href: modelPath(name) },
    stages.length === 0 ? null : cut(stages.join(', '), 80),
    registered?.latest?.version ?? null,
    value === undefined || judged === null || judged === undefined
      ? null
      : [`${cut(judged.primary, 40)} ${metricText(value).shown} (${metricText(value).range})`, value.value],
    last === undefined ? null : last.summary.verdict,
    last === undefined
      ? null
      : windows
          .slice(-WINDOWS)
          .map(({ summary }) => SQUARES[summary.verdict])
          .join(''),
    open.length === 0
      ? null
      : open
          .slice(0, 3)
          .map(({ pull }) => `#${pull}`)
          .join(', '),
    [formatCount(runs.length), runs.length],
    [price === undefined ? sayCost(minutes, price) : sayMoney(minutes, price), minutes],
  ]
}
