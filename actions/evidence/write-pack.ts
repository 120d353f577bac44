import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { evidenceSchema } from '../../core/artifacts/evidence.ts'
import { UserError } from '../../core/errors.ts'
import { few } from '../../core/few.ts'
import { onExit } from '../../core/io/cleanup.ts'
import { fileError, isErrno } from '../../core/io/file-error.ts'
import { exists, readText, realFolder } from '../../core/io/files.ts'
import { INDEX, type Pack, SUMS } from '../../reports/evidence/pack-of.ts'

/**
 * Writes a pack into a folder, whole or not at all: beside it first, then in its place. An earlier pack of the same
 * version gives way.
 *
 * @param shown the folder as a person named it
 * @throws {UserError} if the folder holds something else
 */
export async function writePack(folder: string, pack: Pack, shown: string): Promise<void> {
  const place = (await exists(folder)) ? await realFolder(folder) : folder
  await mustGiveWay(place, pack, shown)
  const beside = join(dirname(place), `.${basename(place)}.${randomUUID()}`)
  const [fresh, old] = [`${beside}.tmp`, `${beside}.old`]
  const forget = onExit(() => {
    rmSync(fresh, { recursive: true, force: true })
    if (existsSync(old) && !existsSync(place)) renameSync(old, place)
  })
  try {
    await mkdir(dirname(place), { recursive: true })
    for (const [path, text] of pack.files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true })
      await writeFile(join(fresh, path), text)
    }
    if (await exists(place)) await rename(place, old)
    await rename(fresh, place).catch(async (error: unknown) => {
      if (await exists(old)) await rename(old, place)
      throw error
    })
    await rm(old, { recursive: true, force: true })
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined)
    if (!isErrno(error)) throw error
    throw new UserError(`Cannot write ${shown}: ${error.message}`, { cause: error })
  } finally {
    forget()
  }
}

/** @throws {UserError} unless there is nothing, or nothing but an earlier pack of the same version */
async function mustGiveWay(folder: string, { index }: Pack, shown: string): Promise<void> {
  if (!(await exists(folder))) return
  const there = await filesIn(folder)
  if (there.length === 0) return
  const { model, version } = index
  const wanted = `an empty folder, one to make, or an earlier pack of ${model}@${version}`
  const earlier = await indexOf(join(folder, INDEX))
  if (earlier === undefined) throw new UserError(`Unexpected files in \`${shown}\` of --out, expected ${wanted}`)
  if (earlier.model !== model || earlier.version !== version)
    throw new UserError(
      `Unexpected evidence of ${earlier.model}@${earlier.version} in \`${shown}\` of --out, expected ${wanted}`,
    )
  const own = new Set([SUMS, ...(await sumsIn(join(folder, SUMS)))])
  const others = there.filter((path) => !own.has(path))
  if (others.length > 0)
    throw new UserError(
      `Unexpected ${few(others)} in \`${shown}\` of --out, expected only files of the earlier pack: what is not of it would be lost, so take it elsewhere first`,
    )
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) =>
    fileError(folder, error),
  )
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

async function indexOf(path: string) {
  if (!(await exists(path))) return undefined
  try {
    return evidenceSchema
      .pick({ schema: true, model: true, version: true })
      .loose()
      .parse(JSON.parse(await readText(path)))
  } catch {
    return undefined
  }
}

async function sumsIn(path: string): Promise<string[]> {
  if (!(await exists(path))) return []
  return (await readText(path)).split('\n').flatMap((line) => /^[0-9a-f]{64} {2}(.+)$/.exec(line)?.[1] ?? [])
}
