import { basename } from 'node:path'
import { CONFIG_PATH } from '../config/config-path.ts'
import type { Model } from '../config.ts'
import { WINDOWS } from '../retrain/windows-file.ts'
import { CONTRACT_PATH, isNamed, isPointer, type NamedPaths, namedPaths } from './named-paths.ts'

const ALWAYS = /^\.github\/(workflows|actions)\/|^(\.github\/|docs\/)?CODEOWNERS$/
const ROWS = /\.(csv|tsv|parquet|jsonl|ndjson|json)(\.gz|\.zst)?$/i

/**
 * Which paths of a change say how it is judged: workflows and their actions, the config, the data contract, windows,
 * CODEOWNERS, test and validation rows, the SQL that prepares them, and the code that predicts. Numbers that come
 * about under these are the change's own word.
 *
 * Which rows a prepare SQL reads stands in the SQL: where a model has one, every file of rows that no model names
 * for something else counts.
 *
 * @param models of the base branch, and of the change
 * @returns in the order of `paths`
 * @example
 * judgingPaths(['README.md', 'data/test.csv'], [{ name: 'delay', data: { test: 'data/test.csv' }, … }]) // ['data/test.csv']
 */
export function judgingPaths(paths: readonly string[], models: readonly Model[]): string[] {
  const named = models.map(namedPaths)
  const prepared = models.some(({ data }) => data.prepare !== undefined)
  return paths.filter(
    (path) =>
      ALWAYS.test(path) ||
      path === CONFIG_PATH ||
      path === CONTRACT_PATH ||
      path === WINDOWS ||
      basename(path) === 'dvc.lock' ||
      named.some(({ goal }) => isNamed(goal, path)) ||
      (prepared && isRows(path) && !named.some((one) => isElse(one, path))),
  )
}

function isRows(path: string): boolean {
  return ROWS.test(path) || isPointer(path)
}

function isElse({ code, data }: NamedPaths, path: string): boolean {
  return isNamed([...data, ...code], path)
}
