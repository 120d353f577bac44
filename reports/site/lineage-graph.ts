import type { RunEvent } from '../../core/ledger/event.ts'
import type { VersionFacts } from '../../core/publish/model-facts.ts'
import { type Html, html, NOTHING } from '../html/html.ts'

/** Versions that a picture tells apart, those in a stage and then the newest; a table beside it has all. */
const MOST = 12

const WIDTH = 210
const HEIGHT = 40
const GAP_X = 60
const GAP_Y = 14
const LONGEST = 28

interface Node {
  readonly column: number
  readonly row: number
  readonly title: string
  readonly quiet: string
}

/**
 * From data over runs to versions and the stages they are in; data that several runs read is one box. A version whose run the ledger
 * does not have stands there without one.
 *
 * @param versions the newest first
 * @param short ids of runs, by their whole ones
 */
export function lineageGraph(
  model: string,
  versions: readonly VersionFacts[],
  short: ReadonlyMap<string, string>,
): Html {
  const inStages = versions.filter(({ stages }) => stages.length > 0)
  const chosen = [...new Set([...inStages, ...versions])].slice(0, MOST)
  const shown = versions.filter((version) => chosen.includes(version))
  if (shown.length === 0) return NOTHING
  const columns: Map<string, Node>[] = [new Map(), new Map(), new Map(), new Map()]
  const edges: (readonly [from: Node, to: Node])[] = []
  const node = (column: number, key: string, title: string, quiet: string): Node => {
    const nodes = columns[column]!
    const known = nodes.get(key) ?? { column, row: nodes.size, title, quiet }
    nodes.set(key, known)
    return known
  }
  for (const { run: event, stages, version } of shown) {
    const commit = version.commit.slice(0, 7)
    const named = node(
      2,
      version.version,
      version.version,
      version.deprecated ? 'deprecated' : event === undefined ? `${commit}, run not in ledger` : commit,
    )
    for (const stage of stages) connect(named, node(3, stage, stage, 'stage'))
    if (event !== undefined) connect(runNode(event), named)
  }
  function runNode({ run: { commit, data, id, started } }: RunEvent): Node {
    const made = node(
      1,
      id,
      `run ${short.get(id)!}`,
      `${started.slice(0, 10)}${commit === null ? '' : `, ${commit.slice(0, 7)}`}`,
    )
    for (const [part, source] of Object.entries(data))
      connect(node(0, `${source.digest}`, `${part} ${source.uri}`, source.digest.slice(0, 'sha256:'.length + 8)), made)
    return made
  }
  function connect(from: Node, to: Node) {
    if (!edges.some(([a, b]) => a === from && b === to)) edges.push([from, to])
  }
  const nodes = columns.flatMap((column) => [...column.values()])
  const rows = Math.max(...columns.map(({ size }) => size))
  // Where the ledger has no run of any, there is nothing to the left of versions.
  const left = columns.findIndex(({ size }) => size > 0)
  const width = (4 - left) * (WIDTH + GAP_X) - GAP_X + 2
  const height = rows * (HEIGHT + GAP_Y) - GAP_Y + 2
  const label = `Lineage of ${model}: ${shown.map(sayVersion).join('; ')}`
  function sayVersion({ run, stages, version }: VersionFacts): string {
    const of = run === undefined ? 'of a run that is not in the ledger' : `of run ${short.get(run.run.id)!}`
    return `${version.version} ${of}${stages.length === 0 ? '' : `, in ${stages.join(' and ')}`}`
  }
  return html`<div class="lineage" role="region" aria-label="Lineage, as a picture" tabindex="0"><svg role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="${left * (WIDTH + GAP_X)} 0 ${width} ${height}">${edges.map(drawEdge)}${nodes.map(drawNode)}</svg></div>`
}

function drawEdge([from, to]: readonly [Node, Node]): Html {
  const [x1, y1] = [leftOf(from) + WIDTH, topOf(from) + HEIGHT / 2]
  const [x2, y2] = [leftOf(to), topOf(to) + HEIGHT / 2]
  const middle = (x1 + x2) / 2
  return html`<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"/>`
}

function drawNode(node: Node): Html {
  const [x, y] = [leftOf(node), topOf(node)]
  return html`<g><title>${node.title}, ${node.quiet}</title><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6"/><text x="${x + 10}" y="${y + 17}">${cut(node.title)}</text><text class="dim" x="${x + 10}" y="${y + 32}">${cut(node.quiet)}</text></g>`
}

function leftOf({ column }: Node): number {
  return 1 + column * (WIDTH + GAP_X)
}

function topOf({ row }: Node): number {
  return 1 + row * (HEIGHT + GAP_Y)
}

function cut(text: string): string {
  const signs = [...text]
  return signs.length <= LONGEST ? text : `${signs.slice(0, LONGEST - 1).join('')}…`
}
