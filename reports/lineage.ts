import type { Lineage, Uses } from '../core/artifacts/lineage.ts'
import type { Run } from '../core/artifacts/run.ts'
import { formatCount, formatNumber } from '../core/format-number.ts'
import { flatParams } from '../core/runs/flat-params.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import { metricText } from './runs-table.ts'
import { COLOURS, type Paint } from './terminal.ts'
import { type Branch, renderTree } from './tree.ts'

const MOST = 20

/** What made a model file, how it was judged and what was done with it, as a tree for a terminal. */
export function renderLineage(lineage: Lineage, paint: Paint): string {
  const { artifact, commit, events, unknown } = lineage
  const branches = [
    ...(commit === null ? [] : [{ text: `commit ${commitText(commit, paint)}` }]),
    ...(artifact === null ? [] : [{ text: `model file ${plain(artifact.uri)}  ${paint('dim', artifact.digest)}` }]),
    ...runBranches(lineage, paint),
    ...judgedBranches(lineage, paint),
    ...(events.length === 0
      ? []
      : [{ text: 'what was done', branches: cut(events.map((event) => ({ text: eventText(event) }))) }]),
    ...unknown.map((sentence) => ({ text: paint('yellow', plain(sentence)) })),
  ]
  return `${renderTree({ text: titleOf(lineage, paint), branches })}\n`
}

/** Where a file or data set went, as a tree for a terminal. */
export function renderUses({ digest, uses }: Uses, paint: Paint): string {
  if (uses.length === 0) return `No known run read or made ${digest}.\n`
  const branches = uses.map(({ as, commit, model, run, started, versions }) => ({
    text: `run ${paint('bold', run)} of ${plain(model)}  ${when(started)}${commit === null ? '' : `, commit ${commit.slice(0, 7)}`}`,
    branches: [
      ...as.map(({ role, uri }) => ({ text: `as ${role} ${plain(uri)}` })),
      ...versions.map(({ stages, version }) => ({ text: `became ${versionText(model, version, stages, paint)}` })),
    ],
  }))
  return `${renderTree({ text: paint('bold', digest), branches })}\n`
}

function titleOf({ asked, model, versions }: Lineage, paint: Paint): string {
  if (versions.length === 0) return `${paint('bold', plain(model))}  ${plain(asked)}, not registered`
  return versions
    .map(
      ({ deprecated, stages, version }) =>
        versionText(model, version, stages, paint) + (deprecated ? ', deprecated' : ''),
    )
    .join('; ')
}

function versionText(model: string, version: string, stages: readonly string[], paint: Paint): string {
  const holds = stages.length === 0 ? '' : `, in ${stages.map(plain).join(' and ')}`
  return paint('bold', `${plain(model)}@${plain(version)}`) + holds
}

function commitText({ at, author, sha, subject }: NonNullable<Lineage['commit']>, paint: Paint): string {
  const said = subject === null ? 'not in this clone' : `${short(subject)}, ${short(author!)}, ${when(at!)}`
  return `${paint('bold', sha.slice(0, 7))} ${said}`
}

function runBranches({ found_by, places, run }: Lineage, paint: Paint): Branch[] {
  if (run === null) return []
  const { builtin, command, cost, dirty, seconds, seeds } = run
  const trainer = builtin === null ? `\`${short(command ?? '')}\`` : `built-in ${builtin}`
  const by = found_by === 'commit' ? ' (by its commit: the model file is not in Git)' : ''
  const duration = seconds < 90 ? `${seconds.toFixed(1)} s` : `${formatNumber(cost.minutes, 1)} min`
  const changed = dirty ? [{ text: paint('yellow', 'trained with files changed since its commit') }] : []
  const from = run.commit === null ? 'outside Git' : `from commit ${run.commit.slice(0, 7)}`
  return [
    {
      text: `run ${paint('bold', run.id)}  ${when(run.started)} ${from}, ${duration}, known ${places.map((place) => (place === 'here' ? 'here' : 'in the ledger')).join(' and ')}${by}`,
      branches: [
        ...changed,
        { text: `${trainer}, seed${seeds.length === 1 ? '' : 's'} ${seeds.join(', ')}` },
        ...section(
          'parameters',
          [...flatParams(run.params)].map(([name, value]) => `${short(name)} ${short(String(value))}`),
        ),
        ...section('data', dataLines(run, paint)),
        ...section(
          'inputs',
          run.inputs.map((file) => fileLine(file, paint)),
        ),
        ...section('environment', environmentLines(run, paint)),
      ],
    },
  ]
}

function dataLines({ data }: Run, paint: Paint): string[] {
  const { prepare, test, train, validation } = data
  const sources = Object.entries({ train, validation, test }).flatMap(([part, source]) =>
    source === undefined ? [] : [`${part} ${fileLine(source, paint)}${source.by === 'dvc' ? ', by DVC' : ''}`],
  )
  return [...(prepare === undefined ? [] : [`prepare SQL ${fileLine(prepare, paint)}`]), ...sources]
}

/** Most programs name themselves where they tell their version: `Python 3.12.1`. */
function nameVersion(name: string, version: string): string {
  return version.toLowerCase().includes(name.toLowerCase()) ? version : `${name} ${version}`
}

function environmentLines({ contender, environment }: Run, paint: Paint): string[] {
  const { locks, node, platform, runtimes } = environment
  const programs = Object.entries(runtimes).map(([name, version]) => short(nameVersion(name, version)))
  return [
    [plain(platform), ...programs, `Node ${plain(node)}`, `Contender ${plain(contender)}`].join(', '),
    ...locks.map((file) => fileLine(file, paint)),
  ]
}

function judgedBranches({ comparison, evaluation }: Lineage, paint: Paint): Branch[] {
  if (evaluation === null) return []
  const { dataset, metrics, primary } = evaluation
  const names = Object.keys(metrics).sort((a, b) => Number(b === primary) - Number(a === primary))
  const values = names.map((name) => {
    const { range, shown } = metricText(metrics[name]!)
    return { text: `${name === primary ? paint('bold', plain(name)) : plain(name)} ${shown}, ${range}` }
  })
  const evaluated = {
    text: `evaluated on ${formatCount(dataset.rows)} rows of ${plain(dataset.uri)}  ${paint('dim', dataset.digest)}`,
    branches: cut(values),
  }
  if (comparison === null) return [evaluated]
  const gates = comparison.gates.map(({ because, outcome, rule }) => {
    // Most reasons name what the rule is about themselves.
    const why = because.startsWith(rule.split(' ')[0]!) ? because : `${rule}: ${because}`
    return { text: `${outcome.replace('_', ' ')}  ${short(why)}` }
  })
  return [
    evaluated,
    { text: `compared: ${paint(COLOURS[comparison.outcome], comparison.outcome)}`, branches: cut(gates) },
  ]
}

function eventText({ action, at, by, reason, stage, version }: Lineage['events'][number]): string {
  const what =
    stage === null ? `${action} ${version}` : `${action} ${version} ${action === 'unassign' ? 'from' : 'to'} ${stage}`
  return `${when(at)} ${plain(what)} by ${short(by)}${reason === null ? '' : `: ${short(reason)}`}`
}

function section(text: string, lines: readonly string[]): Branch[] {
  return lines.length === 0 ? [] : [{ text, branches: cut(lines.map((line) => ({ text: line }))) }]
}

function cut(branches: readonly Branch[]): Branch[] {
  return branches.length <= MOST
    ? [...branches]
    : [...branches.slice(0, MOST), { text: `… and ${branches.length - MOST} more` }]
}

function fileLine({ digest, uri }: { readonly uri: string; readonly digest: string }, paint: Paint): string {
  return `${plain(uri)}  ${paint('dim', digest)}`
}

function when(time: string): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}

/** Enough of a text for a line of a tree. */
function short(text: string): string {
  return oneLine(text, 120)
}
