import type { VersionFacts } from '../../core/publish/model-facts.ts'
import { type Html, html, NOTHING } from '../html/html.ts'

/** Versions that a picture tells apart, the newest; a table beside it has all. */
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
 * From data over runs to versions and the stages they are in; data that several runs read is one box.
 *
 * @param short ids of runs, by their whole ones
 */
export function lineageGraph(
  model: string,
  versions: readonly VersionFacts[],
  short: ReadonlyMap<string, string>,
): Html {
  const shown = versions.filter(({ run }) => run !== undefined).slice(0, MOST)
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
    const { commit, data, id, started } = event!.run
    const made = node(
      1,
      id,
      `run ${short.get(id)!}`,
      `${started.slice(0, 10)}${commit === null ? '' : `, ${commit.slice(0, 7)}`}`,
    )
    for (const [part, source] of Object.entries(data))
      connect(node(0, `${source.digest}`, `${part} ${source.uri}`, source.digest.slice(0, 'sha256:'.length + 8)), made)
    const named = node(
      2,
      version.version,
      version.version,
      version.deprecated ? 'deprecated' : version.commit.slice(0, 7),
    )
    connect(made, named)
    for (const stage of stages) connect(named, node(3, stage, stage, 'stage'))
  }
  function connect(from: Node, to: Node) {
    if (!edges.some(([a, b]) => a === from && b === to)) edges.push([from, to])
  }
  const nodes = columns.flatMap((column) => [...column.values()])
  const rows = Math.max(...columns.map(({ size }) => size))
  const width = 4 * WIDTH + 3 * GAP_X + 2
  const height = rows * (HEIGHT + GAP_Y) - GAP_Y + 2
  const label = `Lineage of ${model}: ${shown.map(({ run, version }) => `${version.version} of run ${short.get(run!.run.id)!}`).join('; ')}`
  return html`<div class="lineage" role="region" aria-label="Lineage, as a picture" tabindex="0"><svg role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${edges.map(drawEdge)}${nodes.map(drawNode)}</svg></div>`
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
