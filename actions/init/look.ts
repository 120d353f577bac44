import { join } from 'node:path'
import { exists, readText } from '../../core/io/files.ts'
import type { Place } from '../project.ts'
import { type ListedFile, listFiles } from './list-files.ts'
import { type Dvc, readDvc } from './read-dvc.ts'
import { type Sorted, sortFiles } from './sort-files.ts'

/** What a repository holds. */
export interface Seen extends Sorted {
  readonly files: readonly ListedFile[]
  readonly dvc: Dvc
  /** Sources of rows that DVC keeps and that are not here. */
  readonly notPulled: readonly string[]
  /** Text of a file, or of none where it cannot be read as text. */
  readonly text: (path: string) => Promise<string>
}

/** Looks at the files of a folder, and at what DVC says of those that are not here. */
export async function look({ directory }: Pick<Place, 'directory'>): Promise<Seen> {
  const files = await listFiles(directory)
  const dvc = await readDvc(directory, files)
  const absent: ListedFile[] = []
  for (const path of dvc.tracked) if (!(await exists(join(directory, path)))) absent.push({ path, bytes: 1 })
  const { data, test, train, validation } = sortFiles(absent)
  return {
    ...sortFiles([...files, ...absent]),
    files,
    dvc,
    notPulled: [...train, ...test, ...validation, ...data],
    text: (path) => readText(join(directory, path)).catch(() => ''),
  }
}
