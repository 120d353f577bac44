import { count } from '../../core/count.ts'
import { formatCount, formatDelta } from '../../core/format-number.ts'
import { costsOf, minutesOf } from '../../core/publish/costs.ts'
import type { ModelFacts } from '../../core/publish/model-facts.ts'
import { metricHistory } from '../charts/metric-history.ts'
import { formatSize } from '../drift/numbers.ts'
import { figures } from '../html/figure.ts'
import { type Html, html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { metricText } from '../runs-table.ts'
import { mark } from '../words.ts'
import { type About, cards, sayCost, sitePage } from './frame.ts'
import { lineageGraph } from './lineage-graph.ts'
import { MOST, more } from './most-rows.ts'
import { cut } from './run-cells.ts'
import { windowsSection } from './windows-section.ts'

/** Metrics that are drawn, the primary one first; of very many models that one alone, for a chart takes 20 ms. */
const MOST_METRICS = 3
const MANY_MODELS = 20

/** What a page of a model needs to know of the whole site. */
interface Beside {
  readonly models: number
  /** Ids of all runs, as short as tells them apart, by their whole ones. */
  readonly short: ReadonlyMap<string, string>
}

/** One model: its versions, how it was judged over time, production, retraining, where it comes from, costs. */
export async function modelPage(about: About, model: ModelFacts, { models, short }: Beside): Promise<string> {
  const { name, pulls, registered, retrainings, runs, trainings, versions } = model
  const judged = runs.find(({ evaluation }) => evaluation !== null)?.evaluation
  const minutes = minutesOf(costsOf(trainings, retrainings))
  const metrics = Object.keys(judged?.metrics ?? {}).sort(
    (a, b) => Number(b === judged?.primary) - Number(a === judged?.primary),
  )
  const charts = await figures(
    'metrics',
    metrics.slice(0, models > MANY_MODELS ? 1 : MOST_METRICS).map((metric) => metricHistory(model, metric, short)),
  )
  const open = pulls.filter(({ became }) => became === undefined).length
  const lead = cards([
    ...[...(registered?.stages ?? [])].slice(0, 6).map(([stage, version]) => [version.version, stage] as const),
    [formatCount(versions.length), versions.length === 1 ? 'version' : 'versions'],
    [formatCount(runs.length), runs.length === 1 ? 'run' : 'runs'],
    [formatCount(open), `retraining pull ${open === 1 ? 'request' : 'requests'} that may be open`],
    [sayCost(minutes, about.price), 'of training'],
  ])
  return sitePage(about, {
    title: cut(name, 300),
    lead: html`${lead}${registered?.deprecated ? html`<p>The whole model is deprecated.</p>` : ''}`,
    body: html`<h2>Metrics over time</h2>${charts.html === '' ? html`<p>A line needs two runs with values; ${count(runs.length, 'run')} ${runs.length === 1 ? 'is' : 'are'} in the ledger.</p>` : charts}<p><a href="../runs.html?model=${encodeURIComponent(cut(name, 60))}">Its runs, to sort, filter and hold against each other</a></p>
<h2>Versions and lineage</h2>${versionsTable(model, short)}${lineageGraph(cut(name, 80), versions, short)}
<h2>Production</h2>${await windowsSection(model, about)}
<h2>Retraining</h2>${retrainingSection(model, about)}`,
    up: '../',
  })
}

function versionsTable({ versions }: ModelFacts, short: ReadonlyMap<string, string>): Html {
  if (versions.length === 0) return html`<p>No version is registered.</p>`
  return html`<div class="tall">${table(
    `Versions, highest first${more(versions.length)}`,
    columns(['version', 'stages', 'registered', 'commit', 'run', 'metric', 'train data'], []),
    versions.slice(0, MOST).map(({ run: event, stages, version }) => {
      const { evaluation, run } = event ?? {}
      const value = evaluation?.metrics[evaluation.primary]
      const train = run?.data.train
      return [
        `${version.version}${version.deprecated ? ' (deprecated)' : ''}`,
        stages.join(', ') || '–',
        version.registration === null ? '–' : inOneLine(version.registration.at.toISOString().slice(0, 10)),
        html`<code>${version.commit.slice(0, 7)}</code>`,
        run === undefined ? 'not in the ledger' : html`<code>${short.get(run.id)!}</code>`,
        value === undefined ? '–' : `${evaluation!.primary} ${metricText(value).shown} (${metricText(value).range})`,
        train === undefined ? '–' : html`${train.uri} <code>${train.digest.slice(0, 'sha256:'.length + 8)}</code>`,
      ]
    }),
  )}</div>`
}

function retrainingSection({ pulls, retrainings }: ModelFacts, { url }: About): Html {
  if (retrainings.length === 0) return html`<p>No challenger was trained.</p>`
  const states = new Map(pulls.map(({ became, event }) => [event.id, became] as const))
  const rows = retrainings.slice(0, MOST).map((event) => {
    const { at, because, gain, metric, minutes, outcome, pull } = event
    return [
      inOneLine(at.slice(0, 16).replace('T', ' ')),
      outcome === 'failed' ? '❌ training failed' : `${mark(outcome)} ${outcome}`,
      pull === null ? '–' : url === undefined ? `#${pull}` : html`<a href="${url}/pull/${pull}">#${pull}</a>`,
      pull === null
        ? '–'
        : states.has(event.id)
          ? (states.get(event.id) ?? 'open, or closed without a release')
          : 'brought up to date later',
      gain === null ? '–' : `${metric} ${formatDelta(gain.value, gain.ci)}`,
      cut(because, 400),
      formatSize(minutes),
    ]
  })
  return html`<p class="quiet">The ledger knows which pull requests were opened and what was released, not which were closed.</p><div class="tall">${table(`Challengers, newest first${more(retrainings.length)}`, columns(['when', 'outcome', 'pull request', 'came of it', 'gain', 'because'], ['minutes']), rows)}</div>`
}

/** A date is read as one word. */
function inOneLine(text: string): Html {
  return html`<span class="short">${text}</span>`
}
