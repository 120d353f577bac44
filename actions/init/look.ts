import { join, relative, sep } from 'node:path'
import { exists, readText } from '../../core/io/files.ts'
import { trackedByDvc } from '../dvc-tracked.ts'
import type { Project } from '../project.ts'
import { type ListedFile, listFiles } from './list-files.ts'
import { readStages, type Stage } from './read-stages.ts'
import { type Sorted, sortFiles } from './sort-files.ts'

/** What a repository holds. */
export interface Seen extends Sorted {
  readonly files: readonly ListedFile[]
  /** Steps of a DVC pipeline. */
  readonly stages: readonly Stage[]
  /** Files and folders that DVC keeps outside of Git. */
  readonly tracked: readonly string[]
  /** Sources of rows that DVC keeps and that are not here. */
  readonly notPulled: readonly string[]
  /** Text of a file, or of none where it cannot be read as text. */
  readonly text: (path: string) => Promise<string>
}

/** Looks at the files of a folder, and at what DVC says of those that are not here. */
export async function look({ directory, inGit, root }: Pick<Project, 'directory' | 'inGit' | 'root'>): Promise<Seen> {
  const [files, stages] = await Promise.all([listFiles(directory), readStages(directory)])
  const tracked = (await trackedByDvc({ inGit, root }))
    .map(({ path }) => relative(directory, join(root, path)).split(sep).join('/'))
    .filter((path) => !path.startsWith('../'))
  const absent: ListedFile[] = []
  for (const path of tracked) if (!(await exists(join(directory, path)))) absent.push({ path, bytes: 1 })
  const { data, test, train, validation } = sortFiles(absent)
  return {
    ...sortFiles([...files, ...absent]),
    files,
    stages,
    tracked,
    notPulled: [...train, ...test, ...validation, ...data],
    text: (path) => readText(join(directory, path)).catch(() => ''),
  }
}
