import type { RegistryArtifact, RegistryChange, RegistryHistory } from '../core/artifacts/registry.ts'
import { reasonOf } from '../core/ledger/registry/tag-message.ts'
import { align } from './align.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'

type Model = RegistryArtifact['models'][number]

/** Of a reason, in a column of a table. */
const LONGEST = 60

const EMPTY = 'No model is registered yet. Begin with: contender registry register MODEL\n'

/** All models of a registry, one a line, with the version in each stage. */
export function renderRegistry({ models }: RegistryArtifact, paint: Paint): string {
  if (models.length === 0) return EMPTY
  const stages = Object.keys(models[0]!.stages)
  const rows = models.map((model) => [
    paint('bold', plain(model.model)),
    model.deprecated ? paint('dim', 'deprecated') : (model.latest ?? '–'),
    ...stages.map((stage) => inStage(model.stages[stage] ?? null, stage === stages.at(-1), paint)),
  ])
  return `${align([head(['model', 'latest', ...stages], paint), ...rows])}\n`
}

function inStage(version: string | null, last: boolean, paint: Paint): string {
  if (version === null) return paint('dim', '–')
  return last ? paint('green', shortVersion(version)) : shortVersion(version)
}

/** The versions of one model, highest first. */
export function renderVersions(model: Model, paint: Paint): string {
  const held = Object.entries(model.stages).flatMap(([stage, version]) =>
    version === null ? [] : [`${stage} ${shortVersion(version)}`],
  )
  const state = model.deprecated ? 'deprecated' : held.length === 0 ? 'in no stage' : held.join(', ')
  const rows = model.versions.map((one) => {
    const cells = [
      shortVersion(one.version),
      one.deprecated ? 'deprecated' : one.stages.join(', ') || '–',
      one.at === null ? 'not registered' : minute(one.at),
      oneLine(one.by?.name ?? '–'),
      one.commit.slice(0, 7),
    ]
    return one.deprecated ? cells.map((cell) => paint('dim', cell)) : cells
  })
  const table = align([head(['version', 'stage', 'registered (UTC)', 'by', 'commit'], paint), ...rows])
  return `${paint('bold', plain(model.model))}  ${state}\n\n${table}\n`
}

/** What was done, newest first. */
export function renderHistory({ events }: RegistryHistory, paint: Paint): string {
  if (events.length === 0) return EMPTY
  const rows = events.map((event) => [
    minute(event.at),
    paint('bold', plain(event.model)),
    whatWasDone(event, paint),
    oneLine(event.by.name),
    oneLine(reasonOf(event.message), LONGEST),
  ])
  return `${align([head(['when (UTC)', 'model', 'what', 'by', 'why'], paint), ...rows])}\n`
}

/** What a command did, and the tags it wrote. */
export function renderChange(change: RegistryChange, replaced: string | undefined, paint: Paint): string {
  const lines = change.changes.map((one) => {
    const before = replaced === undefined ? '' : paint('dim', `  (was ${shortVersion(replaced)})`)
    const tag = paint('dim', `tag ${plain(one.tag)} on ${one.commit.slice(0, 7)}`)
    return `${paint('bold', plain(change.model))}  ${whatWasDone(one, paint)}${before}  ${tag}`
  })
  return `${lines.join('\n')}\n${paint('dim', `recorded in ${plain(change.place)} at ${change.ledger.slice(0, 7)}`)}\n`
}

function whatWasDone(
  { action, stage, version }: Pick<RegistryHistory['events'][number], 'action' | 'stage' | 'version'>,
  paint: Paint,
): string {
  const name = version === null ? 'model' : shortVersion(version)
  if (action === 'assign') return `${name} → ${paint('green', stage!)}`
  if (action === 'unassign') return `${name} ← ${stage}`
  if (action === 'register') return `${name} registered`
  return paint('yellow', `${name} deprecated`)
}

/** A commit that has no version is shortened. */
function shortVersion(version: string): string {
  return /^[0-9a-f]{40,}$/.test(version) ? version.slice(0, 7) : version
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

function head(names: readonly string[], paint: Paint): string[] {
  return names.map((name) => paint('dim', name))
}
