import { posix } from 'node:path'
import { parse } from 'yaml'
import { exists, readText } from '../../core/io/files.ts'
import type { ListedFile } from './list-files.ts'

/** A step of a DVC pipeline; paths as they are in the repository. */
export interface Stage {
  readonly name: string
  readonly command: string
  readonly deps: readonly string[]
  readonly outs: readonly string[]
}

/** What DVC knows of a repository. */
export interface Dvc {
  readonly stages: readonly Stage[]
  /** Files and folders whose content is kept outside of Git. */
  readonly tracked: readonly string[]
}

/** An entry of `deps` or `outs`: a path, or a path with its options. */
type Entry = string | Readonly<Record<string, unknown>>

interface Written {
  readonly stages?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly outs?: readonly { readonly path?: unknown }[]
}

/**
 * The stages of `dvc.yaml` and the outputs of `*.dvc` files. A file that cannot be read is passed over: it is
 * DVC's to complain about.
 *
 * @param folder where `files` are
 */
export async function readDvc(folder: string, files: readonly ListedFile[]): Promise<Dvc> {
  const stages = Object.entries((await read(`${folder}/dvc.yaml`))?.stages ?? {}).flatMap(([name, stage]) =>
    typeof stage?.cmd === 'string' ? [stageOf(name, stage, stage.cmd)] : [],
  )
  const tracked = stages.flatMap(({ outs }) => outs)
  for (const { path } of files) {
    if (!path.endsWith('.dvc')) continue
    for (const { path: out } of (await read(`${folder}/${path}`))?.outs ?? [])
      if (typeof out === 'string') tracked.push(posix.join(posix.dirname(path), out))
  }
  return { stages, tracked }
}

/** The stage that trains: by its name, else by its command. */
export function trainingStage({ stages }: Dvc): Stage | undefined {
  const says = (text: string) => /(^|[^a-z])(train|fit)/i.test(text)
  return stages.find(({ name }) => says(name)) ?? stages.find(({ command }) => says(command))
}

function stageOf(name: string, stage: Readonly<Record<string, unknown>>, command: string): Stage {
  const folder = typeof stage.wdir === 'string' ? stage.wdir : '.'
  const paths = (entries: unknown) =>
    (Array.isArray(entries) ? (entries as Entry[]) : []).flatMap((entry) => {
      const path = typeof entry === 'string' ? entry : Object.keys(entry ?? {})[0]
      return path === undefined ? [] : [posix.join(folder, path)]
    })
  // What is templated, or runs in another folder, only DVC itself can run as it is meant.
  const own = !command.includes('${') && folder === '.'
  return {
    name,
    command: own ? command : `dvc repro --single-item ${name}`,
    deps: paths(stage.deps),
    outs: paths(stage.outs),
  }
}

async function read(path: string): Promise<Written | undefined> {
  if (!(await exists(path))) return undefined
  try {
    const value: unknown = parse(await readText(path))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
