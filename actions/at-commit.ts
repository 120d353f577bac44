import { basename, join, relative, sep } from 'node:path'
import { type Config, parseConfig } from '../core/config.ts'
import { showFile } from '../core/io/git.ts'
import { applyWindows } from '../core/retrain/apply-windows.ts'
import { parseWindows, WINDOWS } from '../core/retrain/windows-file.ts'
import type { Place } from './project.ts'

/** A config as it stood at a commit, with the windows there; undefined where there was none. @param file its name, in the place's folder */
export async function configAt(place: Place, commit: string, file: string): Promise<Config | undefined> {
  const name = basename(file)
  const bytes = await fileAt(place, commit, name)
  if (bytes === undefined) return undefined
  const at = `at ${commit.slice(0, 7)}`
  const config = parseConfig(new TextDecoder().decode(bytes), `${name} ${at}`)
  const windows = await fileAt(place, commit, WINDOWS)
  if (windows === undefined) return config
  return applyWindows(config, parseWindows(new TextDecoder().decode(windows), `${WINDOWS} ${at}`))
}

/** A file of the config's folder as it stands at a commit; undefined where it does not. */
export function fileAt(place: Place, commit: string, path: string): Promise<Uint8Array | undefined> {
  return showFile(place.root, commit, fromRoot(place, path))
}

/** A path of the config as Git writes it. */
export function fromRoot({ directory, root }: Place, path: string): string {
  return relative(root, join(directory, path)).split(sep).join('/')
}
