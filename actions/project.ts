import { readdir, stat } from 'node:fs/promises'
import { dirname, join, parse, relative, resolve } from 'node:path'
import { secretVariables } from '../core/config/secret-variables.ts'
import { type Config, type Model, parseConfig } from '../core/config.ts'
import { suggest, UserError } from '../core/errors.ts'
import { keepSecret } from '../core/io/child-environment.ts'
import { exists, insideRoot, readText, realFolder } from '../core/io/files.ts'
import { findRepository, findRevision } from '../core/io/git.ts'
import { applyWindows } from '../core/retrain/apply-windows.ts'
import { parseWindows, WINDOWS } from '../core/retrain/windows-file.ts'
import type { Host } from './action.ts'

/** Where relative paths of a config start, and the folder that none may leave. */
export interface Place {
  readonly directory: string
  readonly root: string
}

/** A config in its place: what it says, the folder its paths start from, the repository around it. */
export interface Project extends Place {
  readonly config: Config
  /** The models asked for: all, or the one that was named. */
  readonly models: readonly Model[]
  readonly inGit: boolean
  /** Commit that is checked out; null outside Git and before the first commit. */
  readonly commit: string | null
  /** Where artifacts go. */
  readonly out: string
}

/** Reads the config file and finds the repository around it. */
export async function openProject(
  input: { config: string; model?: string | undefined; out: string },
  host: Host,
): Promise<Project> {
  const path = resolve(host.directory, input.config)
  const text = await readText(path).catch(async (error: unknown) => {
    if (!(error instanceof UserError && error.message.startsWith('Missing file'))) throw error
    throw new UserError(`${error.message}. ${await wayToConfig(host)}`, { cause: error })
  })
  const directory = await realFolder(dirname(path))
  const config = await withWindows(parseConfig(text, input.config), directory)
  keepSecret(secretVariables(config))
  return {
    config,
    models: chooseModels(config, input.model),
    directory,
    ...(await surroundings(directory)),
    out: await outFolder(directory, input.out),
  }
}

async function withWindows(config: Config, directory: string): Promise<Config> {
  const path = join(directory, WINDOWS)
  return (await exists(path)) ? applyWindows(config, parseWindows(await readText(path), WINDOWS)) : config
}

/** How somebody without a config gets one; in a workflow the checkout is what people forget. */
async function wayToConfig({ directory, environment }: Host): Promise<string> {
  if (environment.GITHUB_ACTIONS === 'true' && (await readdir(directory)).length === 0)
    return 'Nothing is checked out: put a step with `uses: actions/checkout` before this one'
  return 'Name the config with --config FILE, or let `contender init` write one'
}

/** What is known of the place where a config, or a command without one, stands. */
export async function surroundings(directory: string): Promise<Pick<Project, 'root' | 'inGit' | 'commit'>> {
  const root = await findRepository(directory)
  if (root === undefined) return { root: directory, inGit: false, commit: null }
  return { root, inGit: true, commit: (await findRevision(root, 'HEAD')) ?? null }
}

/** Where artifacts go. @throws {UserError} if a file stands there, or in the place of a folder above it */
export async function outFolder(directory: string, out: string): Promise<string> {
  const path = resolve(directory, out)
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOTDIR',
  )
  if (isFolder) return path
  throw new UserError(`Unexpected file \`${out}\` of --out, expected a folder, or the name of one to make`)
}

/** Models of the config that were not asked for. */
export function modelsElsewhere({ config, models }: Pick<Project, 'config' | 'models'>): string[] {
  return config.models.map(({ name }) => name).filter((name) => models.every((model) => model.name !== name))
}

/** A file of the project: absolute, and sure to lie inside the repository. */
export async function fileOf({ directory, root }: Place, path: string): Promise<string> {
  return insideRoot(root, resolve(directory, path), path)
}

/** A place whose paths may lead anywhere: for files that a person named, not a config. */
export function anywhere({ directory }: Pick<Place, 'directory'>): Place {
  return { directory, root: parse(directory).root }
}

/** Where an artifact of one model goes: `.contender/<model>/<file>`. */
export function artifactPath(project: Pick<Project, 'out'>, model: { readonly name: string }, file: string): string {
  return join(project.out, model.name, file)
}

/** A path as people know it: relative to where the config stands. */
export function shownPath(project: Pick<Project, 'directory'>, path: string): string {
  const way = relative(project.directory, path)
  return way.startsWith('..') ? path : way
}

function chooseModels({ file, models }: Config, name: string | undefined): readonly Model[] {
  if (name === undefined) return models
  const chosen = models.filter((model) => model.name === name)
  if (chosen.length > 0) return chosen
  throw new UserError(
    `Unknown model \`${name}\` of --model in ${file}, ${suggest(
      name,
      models.map((model) => model.name),
    )}`,
  )
}
