import { markdownTable } from 'markdown-table'
import type { DriftVerdict } from '../core/artifacts/drift.ts'
import { count } from '../core/count.ts'
import type { Dashboard, DashboardModel, DashboardPull, DashboardVersion } from '../core/dashboard/dashboard.ts'
import { MARK } from '../core/dashboard/decide-dashboard.ts'
import { LEDGER_BRANCH } from '../core/ledger/branch.ts'
import { driftMark, SQUARES, SQUARES_MEAN } from './drift/words.ts'
import { escapeMarkdown } from './escape.ts'
import { LONGEST } from './markdown.ts'
import { quietLink } from './quiet-link.ts'
import { redactAll } from './redact.ts'
import { escapeLong } from './tables.ts'

export const TITLE = 'Contender dashboard'

/** Characters of each list above the models. */
const ROOM_FOR_LIST = 9_000

/** More stages than these stand in one column, or a phone shows none of them. */
const MOST_COLUMNS = 4

/**
 * The dashboard as GitHub Markdown: what waits for people first, then the models. What does not fit is counted.
 *
 * @param repository its address for people: `https://github.com/acme/models`
 * @returns at most 58,000 characters; the same for the same dashboard
 */
export function renderDashboard(dashboard: Dashboard, repository: string): string {
  const shown = redactAll(dashboard, [])
  const lists = [
    ...listOf('Waiting for a sign-off', unsignedLines(shown, repository)),
    ...listOf('Versions past `governance.expires`', dueLines(shown)),
    ...listOf('Retraining', retrainingLines(shown, repository)),
  ]
  const head = [MARK, INTRODUCTION, brokenNote(shown), `**${summaryOf(shown)}**`, ...lists].filter(
    (part) => part !== '',
  )
  const foot = `<sub>${FOOT}</sub>`
  const left = (parts: readonly string[]) => LONGEST - [...parts, foot].join('\n\n').length - ROOM_FOR_CUT
  const withModels = [...head, ...modelTable(shown, repository, left(head))]
  return `${[...withModels, ...historyTable(shown, left(withModels)), foot].join('\n\n')}\n`
}

const INTRODUCTION =
  'Where the models of `contender.yml` stand, by the tags of the registry and the open pull requests.'

const FOOT =
  'Edited in place by Contender: what is written here by hand does not stay. Close this issue if you do not want to see it; it stays closed and goes on being updated.'

const ROOM_FOR_CUT = 400

function summaryOf({ due, retraining, unsigned }: Dashboard): string {
  const parts = [
    countOrNo(unsigned.length, 'pull request waits for a sign-off', 'pull requests wait for a sign-off'),
    countOrNo(due.length, 'version is due', 'versions are due'),
    countOrNo(retraining.length, 'retraining is open', 'retrainings are open'),
  ]
  return `${parts.join(', ').replace(/^no/, 'No')}.`
}

function countOrNo(number: number, one: string, many: string): string {
  return number === 0 ? `no ${one}` : count(number, one, many)
}

function brokenNote({ broken }: Dashboard): string {
  if (broken === undefined) return ''
  return `> [!WARNING]\n> \`contender.yml\` of the default branch cannot be read, so no model is judged: ${escapeLong(broken)}`
}

function listOf(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const items = lines.map((line) => `- ${line}`)
  const shown = items.slice(0, fitting(items, ROOM_FOR_LIST))
  const more = items.length - shown.length
  return [`### ${title}`, [...shown, ...(more === 0 ? [] : [`- and ${more} more`])].join('\n')]
}

function unsignedLines({ more, unsigned }: Dashboard, repository: string): string[] {
  const lines = unsigned.map(({ missing, pull }) => `${link(pull, repository)}: ${escapeLong(missing)}`)
  return more ? [...lines, 'open pull requests that nobody has touched for longest were not looked at'] : lines
}

function dueLines({ due }: Dashboard): string[] {
  return due.map(
    ({ given, model, since, stages, version }) =>
      `**${escapeMarkdown(model)}** ${escapeMarkdown(version)} in ${stages.map(escapeMarkdown).join(' and ')} since ${given}, due since ${since}`,
  )
}

function retrainingLines({ retraining }: Dashboard, repository: string): string[] {
  return retraining.map(({ model, pull }) => `**${escapeMarkdown(model)}**: ${link(pull, repository)}`)
}

function link({ number, title }: DashboardPull, repository: string): string {
  return quietLink(`#${number} ${title}`, `${repository}/pull/${number}`)
}

/** With links where all of it fits so, else without, else as many models as fit. */
function modelTable(dashboard: Dashboard, repository: string, room: number): string[] {
  const { models } = dashboard
  if (models.length === 0) return []
  const watched = models.some(({ drift }) => drift !== undefined)
  const foot = watched ? [] : [`Drift: ${NOT_WATCHED}.`]
  for (const place of [repository, undefined]) {
    const lines = tableLines(dashboard, watched, place)
    const fits = fitting(lines, room)
    if (fits === lines.length) return ['### Models', lines.join('\n'), ...foot]
    if (place !== undefined) continue
    const left = `${lines.length - fits} more models do not fit here: \`contender registry show\` lists all that are registered.`
    return ['### Models', lines.slice(0, fits).join('\n'), left, ...foot]
  }
  return []
}

/** How many of the first lines `room` characters hold. */
function fitting(lines: readonly string[], room: number): number {
  let left = room
  const end = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return end < 0 ? lines.length : end
}

function tableLines({ models, stages }: Dashboard, watched: boolean, repository: string | undefined): string[] {
  const say = (version: DashboardVersion | undefined) => (version === undefined ? '–' : sayVersion(version, repository))
  const narrow = stages.length > MOST_COLUMNS
  const inStages = (model: DashboardModel) => {
    const held = model.stages.flatMap((version, at) =>
      version === undefined ? [] : unbroken(`${escapeMarkdown(stages[at]!)} ${say(version)}`),
    )
    return narrow ? [held.join(', ') || '–'] : model.stages.map(say)
  }
  const rows = models.map((model) => [
    `**${escapeMarkdown(model.name)}**`,
    ...inStages(model),
    unbroken(sayNewest(model, say)),
    ...(watched ? [unbroken(sayDrift(model.drift, repository))] : []),
  ])
  const head = ['model', ...(narrow ? ['stages'] : stages.map(escapeMarkdown)), 'newest', ...(watched ? ['drift'] : [])]
  return markdownTable([head, ...rows], { alignDelimiters: false }).split('\n')
}

/** Cells that break on a phone make rows of three lines. */
function unbroken(cell: string): string {
  return cell.replaceAll(' ', '\u00a0')
}

const NOT_WATCHED = 'not watched yet'

/** The verdict, with what was found behind it, and how old it is. */
function sayDrift(drift: DashboardModel['drift'], repository: string | undefined): string {
  if (drift === undefined) return NOT_WATCHED
  if (drift === 'not judged yet') return drift
  const { age, path, verdict } = drift
  const place = path.split('/').map(encodeURIComponent).join('/')
  const text = repository === undefined ? verdict : `[${verdict}](${repository}/blob/${LEDGER_BRANCH}/${place})`
  return `${driftMark(verdict)} ${text}, ${age}`
}

/** Models that were judged more than once: a square for each window, and the same in words for who cannot see them. */
function historyTable({ models }: Dashboard, room: number): string[] {
  const rows = models.flatMap(({ drift, name }) => {
    if (drift === undefined || drift === 'not judged yet' || drift.history.length < 2) return []
    const { history } = drift
    const squares = history.map((verdict) => SQUARES[verdict]).join('')
    return [[`**${escapeMarkdown(name)}**`, squares, inWords(history)]]
  })
  if (rows.length === 0) return []
  const head = ['model', 'last windows', 'oldest first']
  const lines = markdownTable([head, ...rows], { alignDelimiters: false }).split('\n')
  const shown = lines.slice(0, fitting(lines, Math.min(room, ROOM_FOR_LIST)))
  const more = lines.length - shown.length
  // Nothing but the head.
  if (shown.length <= 2) return []
  return [
    '### Drift so far',
    shown.join('\n'),
    ...(more === 0 ? [] : [`and ${count(more, 'more model', 'more models')}`]),
    `<sub>${SQUARES_MEAN}</sub>`,
  ]
}

/** `3 × stable, watch, 2 × drift`. */
function inWords(history: readonly DriftVerdict[]): string {
  const runs: [verdict: DriftVerdict, length: number][] = []
  for (const verdict of history) {
    const last = runs.at(-1)
    if (last?.[0] === verdict) last[1]++
    else runs.push([verdict, 1])
  }
  return runs.map(([verdict, length]) => (length === 1 ? verdict : `${length} × ${verdict}`)).join(', ')
}

function sayNewest({ deprecated, newest }: DashboardModel, say: (version: DashboardVersion) => string): string {
  if (deprecated) return 'deprecated'
  return newest === undefined ? 'none yet' : `${say(newest)}, ${newest.age}`
}

function sayVersion({ tag, version }: DashboardVersion, repository: string | undefined): string {
  const text = escapeMarkdown(version)
  return repository === undefined || tag === undefined
    ? text
    : `[${text}](${repository}/releases/tag/${encodeURIComponent(tag)})`
}
