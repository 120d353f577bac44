import { formatAge } from '../../core/format-age.ts'
import { plain } from '../../reports/plain.ts'
import type { Host } from '../action.ts'
import { type Project, shownPath } from '../project.ts'
import type { Trained } from './train-model.ts'

/** What came of a training, as one line for a terminal. */
export function sayTrained({ directory }: Pick<Project, 'directory'>, trained: Trained, host: Host): string {
  const { because, run, skipped } = trained
  const { artifact, commit, id, model, seconds, seeds } = run
  const name = host.paint('bold', plain(model))
  const path = plain(shownPath({ directory }, artifact.uri))
  if (skipped) {
    const age = formatAge(host.now().getTime() - Date.parse(run.started))
    const at = commit === null ? '' : `, commit ${commit.slice(0, 7)}`
    return `${name}  unchanged since run ${id.slice(0, 13)} (${age}${at}): ${path} kept; --force trains again\n`
  }
  const repeats = seeds.length === 1 ? '' : ` and ${seeds.length - 1} more with other seeds`
  const why = because === undefined ? '' : `${host.paint('dim', `  ${plain(because)}`)}\n`
  return `${name}  trained in ${seconds.toFixed(1)} s: ${path}, ${artifact.bytes.toLocaleString('en-US')} bytes${repeats}\n${why}`
}
