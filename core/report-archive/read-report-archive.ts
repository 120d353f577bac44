import type { Report } from '../artifacts/report.ts'
import { ARCHIVE_BOUNDS } from './bounds.ts'
import { parseReport } from './parse-report.ts'
import { type Archive, readArchivedFile } from './read-archived-file.ts'

/** The one file that is read, and those that may stand beside it; people read them, we do not. */
const REPORT = 'report.json'
const BESIDE = ['report.md', 'report.html']

/**
 * The report out of an artifact that anybody may have made: a pull request can change its own workflow.
 *
 * Everything stays in memory, and only `report.json` is inflated, under a cap. No byte of it is taken for more
 * than what its author says (`architecture.md`, Trust).
 *
 * @throws {UserError} if it is larger, deeper or other than a report can be, or not what was uploaded
 */
export async function readReportArchive(archive: Archive): Promise<Report> {
  const { archive: most, entries, ratio, report } = ARCHIVE_BOUNDS
  const bounds = { archive: most, entries, file: report, ratio }
  return parseReport(await readArchivedFile(archive, { file: REPORT, beside: BESIDE, bounds }), archive.place)
}
