import type { Uses } from '../artifacts/lineage.ts'
import type { KnownRun } from './known-run.ts'

type Role = Uses['uses'][number]['as'][number]

/**
 * The parts that a file or data set played in a run.
 *
 * @param digest `sha256:` and at least the first hexadecimal digits
 * @example
 * usesOf(known, 'sha256:1a2b3c4d') // [{ role: 'train data', uri: 'data/train.parquet' }]
 */
export function usesOf({ evaluation, run }: KnownRun, digest: string): Role[] {
  const { artifact, data, environment, inputs } = run
  const named: (readonly [role: string, file: { readonly uri: string; readonly digest: string } | undefined])[] = [
    ['prepare SQL', data.prepare],
    ['train data', data.train],
    ['validation data', data.validation],
    ['test data', data.test],
    [
      'test data',
      evaluation?.dataset.files ? { uri: evaluation.dataset.uri, digest: evaluation.dataset.files } : undefined,
    ],
    ['test rows', evaluation?.dataset],
    ...inputs.map((file) => ['input', file] as const),
    ...environment.locks.map((file) => ['lock file', file] as const),
    ['model file', artifact],
  ]
  const found = named.flatMap(([role, file]) => (file?.digest.startsWith(digest) ? [{ role, uri: file.uri }] : []))
  // The test data of a training is mostly what it was evaluated on.
  return found.filter(({ role, uri }, at) => found.findIndex((one) => one.role === role && one.uri === uri) === at)
}
