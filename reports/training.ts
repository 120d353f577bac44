import { markdownTable } from 'markdown-table'
import type { Run } from '../core/artifacts/run.ts'
import { formatCount } from '../core/format-number.ts'
import { escapeMarkdown } from './escape.ts'

/** Models of one summary, at most. */
const MOST = 200

/** A run, and whether it is an earlier one whose model was kept. */
export interface TrainedRun {
  readonly run: Run
  readonly skipped: boolean
}

/**
 * What was trained, as GitHub Markdown: a row a model.
 *
 * @returns at most 200 rows
 */
export function renderTraining(trained: readonly TrainedRun[]): string {
  const rows = trained
    .slice(0, MOST)
    .map(({ run, skipped }) => [
      escapeMarkdown(run.model),
      skipped ? 'unchanged, kept' : `trained in ${run.seconds.toFixed(1)} s`,
      escapeMarkdown(run.artifact.uri),
      `${formatCount(run.artifact.bytes)} bytes`,
      `\`${run.artifact.digest.slice(0, 19)}\``,
      `\`${run.id}\``,
    ])
  const table = markdownTable([['model', 'training', 'file', 'size', 'digest', 'run'], ...rows], {
    alignDelimiters: false,
  })
  const left = trained.length - rows.length
  return `## Contender: trained\n\n${table}${left > 0 ? `\n\n${left} more models were trained.` : ''}\n`
}
