import type { Validation } from '../../core/artifacts/validation.ts'
import type { Model } from '../../core/config.ts'
import type { Contract } from '../../core/data/contract/parse-contract.ts'
import type { Engine } from '../../core/data/engine.ts'
import { type Finding, SOURCES } from '../../core/data/quality/check.ts'
import { openRows, type Rows } from '../../core/data/quality/rows.ts'
import { validateData } from '../../core/data/quality/validate-data.ts'
import { writeJson } from '../../core/io/files.ts'
import { removeFile } from '../../core/io/write-error.ts'
import type { Host } from '../action.ts'
import { columnsHere } from '../columns-here.ts'
import { fingerprintsOf } from '../fingerprint.ts'
import { headerOf } from '../header.ts'
import { openInventory } from '../inventory.ts'
import { artifactPath, type Project } from '../project.ts'
import { withData } from '../with-data.ts'
import { profileModel } from './profile-model.ts'

export interface ValidationInput {
  readonly contract: Contract | undefined
  /** Test rows in the place of those of the config. */
  readonly test?: string | undefined
}

/**
 * Checks the data of one model against its contract, where it has one, and by the checks that need none.
 * Profiles its training rows. Writes `validation.json` and, unless `data.sensitive` names a column that is not there,
 * `profile.json`.
 *
 * @returns undefined for a model without data, of which an earlier `validation.json` is removed
 * @throws {UserError} if the data cannot be read
 */
export async function validateModel(
  project: Project,
  model: Model,
  host: Host,
  { contract, test }: ValidationInput,
): Promise<Validation | undefined> {
  const path = artifactPath(project, model, 'validation.json')
  // What an earlier run found must not pass for this one's, whatever happens now.
  await removeFile(path)
  const data = { ...model.data, test: test ?? model.data.test }
  if (!hasData(data)) return undefined
  const own = contract?.models.get(model.name)
  const { checks, parts } = await withData(project, model, async (engine) => {
    const found = await host.step(`${model.name}: checking the data`, async () => {
      const parts = await openParts(engine, data)
      const elsewhere = await columnsElsewhere(project, { ...model, data })
      return {
        parts,
        checks: await validateData(parts, { model, contract: own, now: host.now().getTime(), elsewhere }),
      }
    })
    // A sensitive column whose name is misspelt would be told by value.
    if (misnamed(found.checks, data.sensitive)) await removeFile(artifactPath(project, model, 'profile.json'))
    else await profileModel(project, model, host, personalIn(found.checks), engine)
    return found
  })
  const inventory = await openInventory(project, host)
  const { data: fingerprints } = await fingerprintsOf(inventory, { data })
  await inventory.digests.save()
  const validation: Validation = {
    schema: 'contender/validation@1',
    ...headerOf(project, model, 0),
    seed: null,
    contract: own === undefined ? null : contract!.digest,
    data: fingerprints,
    sources: Object.fromEntries(
      parts.map(({ columns, count, source, uri }) => [source, { uri, rows: count, columns: [...columns] }]),
    ),
    checks: checks.map((check) => ({ ...check, row_numbers: [...check.row_numbers] })),
    outcome: worst(checks),
  }
  await writeJson(path, validation)
  return validation
}

/** Whether a model names data to check: one that judges predictions may name none. */
export function hasData(data: Model['data']): boolean {
  return SOURCES.some((source) => data[source] !== undefined)
}

/** The parts of a model's data, ready to be asked about, in the order of its life. */
export async function openParts(engine: Engine, data: Model['data']): Promise<Rows[]> {
  const parts: Rows[] = []
  for (const source of SOURCES) {
    const uri = data[source]
    if (uri !== undefined) parts.push(await openRows(engine, source, uri))
  }
  return parts
}

/** Sensitive and excluded columns that some rows have, be it logs, labels or predictions. */
async function columnsElsewhere(project: Project, model: Model): Promise<string[]> {
  const named = [...model.data.sensitive, ...model.data.exclude]
  if (named.length === 0) return []
  const { unknown } = await columnsHere(project, model, named)
  return named.filter((name) => !unknown.includes(name))
}

function misnamed(checks: readonly Finding[], sensitive: readonly string[]): boolean {
  return checks.some(
    ({ check, column, outcome }) => check === 'columns' && outcome === 'fail' && sensitive.includes(column ?? ''),
  )
}

/** Columns that look like personal data: no value of them may be told. */
function personalIn(checks: readonly Finding[]): string[] {
  return checks.flatMap(({ check, column, outcome }) =>
    check === 'personal_data' && outcome !== 'pass' && column !== null ? [column] : [],
  )
}

function worst(checks: readonly Finding[]): Validation['outcome'] {
  if (checks.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return checks.some(({ outcome }) => outcome === 'warn') ? 'warn' : 'pass'
}
