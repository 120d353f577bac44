import type { Model } from '../../core/config.ts'
import { suggest } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { columnsHere } from '../columns-here.ts'
import { fileOf, type Project } from '../project.ts'
import { sayUnknown } from '../unprotected.ts'
import { withFiles } from '../with-data.ts'
import { note, problem } from './check.ts'

/** Columns that the config names, and that it does not matter in which of its files they are; and those of a predictions file. */
export async function checkNamedColumns(project: Project, model: Model) {
  const { exclude, sensitive } = model.data
  const named = [...sensitive, ...exclude]
  const here = named.length === 0 ? undefined : await columnsHere(project, model, named)
  const found = []
  for (const name of here === undefined || here.read.length === 0 ? [] : here.unknown)
    found.push(
      sensitive.includes(name)
        ? problem(
            `\`data.sensitive\` names ${sayUnknown(name, here!)}.`,
            'Correct the name: values of the column that was meant are shown.',
          )
        : note(
            `\`data.exclude\` names \`${name}\`, a column that is nowhere here: ${suggest(name, here!.names)}.`,
            'Correct the name, or leave it out.',
          ),
    )
  return [...found, ...(await checkPredictions(project, model))]
}

/** A predictions file has the columns that it is judged by. That it is not there the check of the model says. */
async function checkPredictions(project: Project, { data, evaluate, predictions }: Model) {
  if (predictions === undefined) return []
  if (!(await exists(await fileOf(project, predictions)))) return []
  const { kinds } = await withFiles({ ...project, sensitive: data.sensitive }, (engine) =>
    engine.fileColumns(predictions),
  )
  const known = [...kinds.keys()]
  const group = typeof data.group === 'object' ? data.group.time : data.group
  const settings = [
    ...[data.id, group, data.weight].map((name) => ['data', name] as const),
    ...(Array.isArray(evaluate.slices) ? evaluate.slices : []).map((name) => ['evaluate.slices', name] as const),
    ...evaluate.fairness.groups.map((name) => ['evaluate.fairness.groups', name] as const),
  ]
  return settings.flatMap(([setting, name]) =>
    name === undefined || known.includes(name)
      ? []
      : [
          problem(
            `${predictions} has no column \`${name}\` (\`${setting}\`).`,
            `Correct its name in the config: ${suggest(name, known)}.`,
          ),
        ],
  )
}
