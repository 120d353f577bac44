import type { Lineage, Uses } from '../core/artifacts/lineage.ts'
import { flatParams } from '../core/runs/flat-params.ts'
import { escapeMermaid } from './escape.ts'
import { metricText } from './runs-table.ts'

/** Nodes of one kind beyond these would make the picture unreadable. */
const MOST = 8

/** The same lineage as a Mermaid flow chart, from data to stage, in a Markdown block that GitHub draws. */
export function chartLineage({ artifact, commit, comparison, evaluation, model, run, versions }: Lineage): string {
  const chart = openChart()
  if (artifact !== null) chart.node('model', '[', ['model file', artifact.uri, short(artifact.digest)])
  if (run !== null) {
    const { builtin, data, inputs, params, seeds } = run
    const trainer = builtin ?? run.command ?? ''
    chart.node('run', '(', [
      `run ${run.id.slice(0, 8)}`,
      run.started.slice(0, 16).replace('T', ' '),
      trainer,
      `seed ${seeds.join(', ')}`,
    ])
    chart.edge('run', 'model')
    const { prepare, test, train, validation } = data
    for (const [part, file] of Object.entries({ train, validation, prepare }))
      if (file !== undefined) chart.node(part, '[(', [`${part} data`, file.uri, short(file.digest)], 'run')
    // The run holds its digest too: where nothing was evaluated, that is all there is to draw it to.
    const judged = evaluation === null ? 'run' : 'evaluation'
    if (test !== undefined) chart.node('test', '[(', ['test data', test.uri, short(test.digest)], judged)
    const files = inputs.slice(0, MOST)
    for (const [at, file] of files.entries()) chart.node(`input${at}`, '[', [file.uri, short(file.digest)], 'run')
    const values = [...flatParams(params)].slice(0, MOST).map(([name, value]) => `${name} ${value}`)
    if (values.length > 0) chart.node('params', '[', ['parameters', ...values], 'run')
  }
  if (commit !== null) chart.node('commit', '>', [`commit ${commit.sha.slice(0, 7)}`, commit.subject ?? ''], 'model')
  if (evaluation !== null) {
    const value = evaluation.metrics[evaluation.primary]
    const text =
      value === undefined ? [] : [`${evaluation.primary} ${metricText(value).shown}`, metricText(value).range]
    chart.node('evaluation', '[', ['evaluated', ...text, comparison === null ? '' : `gates: ${comparison.outcome}`])
    chart.edge('model', 'evaluation')
  }
  for (const [at, { stages, version }] of versions.slice(0, MOST).entries()) {
    chart.node(`version${at}`, '([', [model, version])
    chart.edge('model', `version${at}`)
    for (const [number, stage] of stages.entries()) {
      chart.node(`stage${at}of${number}`, '{{', [stage])
      chart.edge(`version${at}`, `stage${at}of${number}`)
    }
  }
  return chart.text()
}

/** Where a file or data set went, as a Mermaid flow chart. */
export function chartUses({ digest, uses }: Uses): string {
  const chart = openChart()
  chart.node('data', '[(', [uses[0]?.as[0]?.uri ?? '', short(digest)])
  for (const [at, { as, model, run, started, versions }] of uses.slice(0, MOST).entries()) {
    const roles = as.map(({ role }) => role).join(', ')
    chart.node(`run${at}`, '(', [`run ${run.slice(0, 8)}`, model, started.slice(0, 10), roles])
    chart.edge('data', `run${at}`)
    for (const [number, { stages, version }] of versions.slice(0, MOST).entries()) {
      chart.node(`version${at}of${number}`, '([', [version, stages.join(', ')])
      chart.edge(`run${at}`, `version${at}of${number}`)
    }
  }
  return chart.text()
}

const CLOSING = { '[': ']', '(': ')', '[(': ')]', '([': '])', '{{': '}}', '>': ']' } as const

/** A chart whose names of nodes are ours, and whose labels may be anyone's. */
function openChart() {
  const nodes = new Map<string, string>()
  const edges: [string, string][] = []
  return {
    node(name: string, shape: keyof typeof CLOSING, lines: readonly string[], to?: string) {
      const label = lines
        .filter((line) => line !== '')
        .map(escapeMermaid)
        .join('<br/>')
      nodes.set(name, `${name}${shape}"${label}"${CLOSING[shape]}`)
      if (to !== undefined) edges.push([name, to])
    },
    edge(from: string, to: string) {
      edges.push([from, to])
    },
    text() {
      const drawn = edges.filter(([from, to]) => nodes.has(from) && nodes.has(to))
      const lines = [...nodes.values(), ...drawn.map(([from, to]) => `${from} --> ${to}`)]
      return ['```mermaid', 'flowchart LR', ...lines.map((line) => `  ${line}`), '```', ''].join('\n')
    },
  }
}

function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 8)
}
