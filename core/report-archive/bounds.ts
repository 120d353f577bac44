/**
 * What a report of somebody else may weigh. One of 700 models has 4 MB of JSON and a fourth of that zipped; whoever
 * reads many of them at once has to bound each.
 */
export const ARCHIVE_BOUNDS = {
  /** Of the zip, in bytes. */
  archive: 20_000_000,
  /** Files in the zip, of which only `report.json` is read. */
  entries: 16,
  /** Of `report.json` once inflated, in bytes. */
  report: 16_000_000,
  /** Inflated to deflated size of `report.json`; reports of ours come to 4 to 8. */
  ratio: 200,
  /** Lists and objects within each other; the schema needs 11, a team's own parameters a few more. */
  depth: 64,
  /** Of all kinds in `report.json`: a report of 700 models has 200,000. */
  values: 300_000,
} as const
