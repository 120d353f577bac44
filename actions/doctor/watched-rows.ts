import type { Model } from '../../core/config.ts'
import { sameKeys } from '../../core/data/by-id.ts'
import { allDates } from '../../core/drift/dated-files.ts'
import { suggest, UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { type FoundFile, findFiles } from '../../core/io/find-files.ts'
import { withSample } from '../init/sample.ts'
import { fileOf, type Project } from '../project.ts'
import { withFiles } from '../with-data.ts'
import { note, ok, problem } from './check.ts'

/** More is not read for whether labels belong to the logs. */
const MOST_BYTES = 32 << 20

type Column = { readonly name: string; readonly type: string }
type Named = readonly (readonly [key: string, name: string | undefined])[]

/** Logs and labels that are there hold what the `drift` section names; of each the beginning of the newest file is read. */
export async function checkWatchedRows(project: Project, model: Model) {
  const { data, drift } = model
  if (drift === undefined) return []
  const { labels, logs, segments } = drift
  const ofLogs: Named = [
    ...(['time', 'id', 'version', 'score', 'prediction', 'latency', 'status'] as const).map(
      (key) => [`logs.${key}`, logs[key]] as const,
    ),
    ...segments.map((name) => ['segments', name] as const),
  ]
  const found = [
    ...(await checkRows(project, model, { key: 'logs', ...logs }, ofLogs)),
    ...(labels === undefined
      ? []
      : await checkRows(project, model, { key: 'labels', ...labels }, [
          ['labels.id', labels.id ?? logs.id],
          ['labels.column', labels.column ?? data.target],
        ])),
  ]
  if (labels !== undefined && found.every(({ status }) => status === 'ok'))
    found.push(...(await checkIds(project, model)))
  return [...found, ...(await checkTemplate(project, model))]
}

interface Rows {
  readonly key: 'logs' | 'labels'
  readonly files: string
  readonly time?: string
}

async function checkRows(project: Project, model: Model, { files, key, time }: Rows, named: Named) {
  if (isTable(model, files)) return []
  const all = await filesOf(project, files)
  const newest = all.at(-1)
  if (newest === undefined)
    return [
      note(
        `No file of \`${files}\` (\`drift.${key}.files\`) is here.`,
        'Correct the path in the config, or have the workflow fetch the files before `contender drift`.',
      ),
    ]
  const columns: readonly Column[] = await withSample(project, newest.shown, (place, name) =>
    withFiles({ ...place, sensitive: model.data.sensitive }, (engine) => engine.columns(name)),
  )
  const known = columns.map(({ name }) => name)
  // Of a CSV without its header the names are values of its first row.
  const isStrange = named.every(([, name]) => name === undefined || !known.includes(name))
  const wrong = named.flatMap(([setting, name]) =>
    name === undefined || known.includes(name)
      ? []
      : [
          problem(
            `${newest.shown} has no column \`${name}\` (\`drift.${setting}\`).`,
            isStrange
              ? 'Correct its name in the config, or give the file a header: it has none of the columns that `drift` names.'
              : `Correct its name in the config: ${suggest(name, known)}.`,
          ),
        ],
  )
  const type = columns.find(({ name }) => name === time)?.type
  if (type !== undefined && type !== 'time')
    wrong.push(
      problem(
        `Column \`${time}\` of ${newest.shown} (\`drift.logs.time\`) holds no times.`,
        'Write them as 2026-03-01T00:00:00Z, or name the column that has them.',
      ),
    )
  return wrong.length > 0 ? wrong : [ok(`${newest.shown} holds the columns that \`drift\` names`)]
}

/** Labels that belong to no row of the logs judge nothing; of more than a little it is not looked at. */
async function checkIds(project: Project, { data, drift, name }: Model) {
  const { labels, logs } = drift!
  const ids = { logs: logs.id, labels: labels!.id ?? logs.id }
  const files = { logs: await filesOf(project, logs.files), labels: await filesOf(project, labels!.files) }
  const all = [...files.logs, ...files.labels]
  if (ids.logs === undefined || all.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) return []
  const sets = new Map(Object.entries(files).map(([key, own]) => [key, own.map(({ shown }) => shown)]))
  const place = { ...project, sensitive: data.sensitive }
  const matches = await withFiles(
    place,
    async (engine) => {
      const [logged, labelled] = [await engine.queryable('logs'), await engine.queryable('labels')]
      const [left, right] = [columnOf(logged.columns, ids.logs!), columnOf(labelled.columns, ids.labels!)]
      const [own, theirs] = sameKeys(left, right)
      const sql = `SELECT EXISTS (SELECT 1 FROM ${labelled.relation} WHERE ${theirs} IN (SELECT ${own} FROM ${logged.relation}))`
      return (await engine.query(sql, labels!.files))[0]![0] === true
    },
    { sets },
  ).catch((error: unknown) => {
    // What is wrong with single files `drift` names and leaves out.
    if (error instanceof UserError) return true
    throw error
  })
  if (matches) return []
  return [
    problem(
      `No id of \`${labels!.files}\` is one of \`${logs.files}\`: no label belongs to an answer of ${name}.`,
      'Compare `drift.labels.id` with `drift.logs.id`: both have to name the same rows, written alike.',
    ),
  ]
}

function columnOf<T extends { readonly name: string }>(columns: readonly T[], name: string): T {
  const found = columns.find((column) => column.name === name)
  if (found === undefined) throw new UserError(`Missing column \`${name}\``)
  return found
}

async function checkTemplate(project: Project, { drift }: Model) {
  const file = drift?.alert.webhook?.template
  if (file === undefined) return []
  if (await exists(await fileOf(project, file))) return []
  return [problem(`${file} of \`drift.alert.webhook.template\` is not there.`, 'Correct its path in the config.')]
}

/** A table that `prepare` makes is no file. */
function isTable({ data }: Model, files: string): boolean {
  return data.prepare !== undefined && !/\.\w+$/.test(files)
}

async function filesOf({ directory, root }: Project, pattern: string): Promise<FoundFile[]> {
  return findFiles(allDates(pattern), directory, root).catch(noFile)
}

function noFile(error: unknown): never[] {
  if (error instanceof UserError && /^(No file matches|Missing file)/.test(error.message)) return []
  throw error
}
