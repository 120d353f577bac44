import { join } from 'node:path'
import type { Report } from '../../core/artifacts/report.ts'
import type { Outcome } from '../action.ts'
import { METRICS, metricsOutput } from '../metrics-output.ts'

/** What an action promises that ends in a report. */
export const REPORT_OUTPUTS = {
  report: 'Path of report.json: all that was found, by a published schema',
  'report-markdown': 'Path of the same for people, report.md',
  'report-html': 'Path of the same with pictures, for a browser: report.html, which needs no network',
  metrics: METRICS,
}

/**
 * A report as a workflow takes it: for the next steps, for the job's summary, and for whoever reads it outside.
 *
 * @param folder where it was written
 * @param markdown the same for people
 */
export function handOver(
  report: Report,
  folder: string,
  markdown: string,
): Required<Pick<Outcome, 'outputs' | 'report' | 'summary'>> {
  return {
    outputs: {
      report: join(folder, 'report.json'),
      'report-markdown': join(folder, 'report.md'),
      'report-html': join(folder, 'report.html'),
      metrics: metricsOutput(report.models),
    },
    summary: markdown,
    report: { content: report, folder, files: ['report.json', 'report.md', 'report.html'] },
  }
}
