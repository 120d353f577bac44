import { markdownTable } from 'markdown-table'
import { atMost, type Rate, show } from './check.ts'
import type { Alarms } from './drift-alarms.ts'
import type { Creep, Found } from './drift-power.ts'

/** The last section of `docs/simulations.md`, from its heading on. */
export const DRIFT_HEADING = '## Drift\n'

/** What was found by the default policy of drift, with and without any. */
export function driftReportOf(alarms: readonly Alarms[], found: readonly Found[], creeps: readonly Creep[]): string {
  const parts = [WITHOUT, alarmTable(alarms), WITH, foundTable(found), CREEP, creepTable(creeps)]
  return `${DRIFT_HEADING}\n${parts.map((part) => part.trim()).join('\n\n')}\n`
}

function alarmTable(alarms: readonly Alarms[]): string {
  return table(
    ['column', 'sizes', 'watch or drift', 'at most', 'drift', 'at most', 'replicates'],
    alarms.map(({ what, sizes, alarm, drift }) => [
      ...[what, sizes, show(alarm), showMost(alarm.rate), show(drift), showMost(drift.rate)],
      String(alarm.rate.of),
    ]),
  )
}

function showMost(rate: Rate): string {
  return (100 * atMost(rate)).toFixed(1)
}

function foundTable(found: readonly Found[]): string {
  return table(
    ['planted', 'sizes', 'first window', 'drift within 3', 'replicates'],
    found.map(({ what, sizes, first, lasting }) => [what, sizes, show(first), show(lasting), String(first.rate.of)]),
  )
}

function creepTable(creeps: readonly Creep[]): string {
  return table(
    ['sizes', 'half watched by', '9 of 10 watched by', 'half drift by', '9 of 10 drift by', 'replicates'],
    creeps.map(({ sizes, watched, drifted, found }) => [
      sizes,
      ...[windowOf(watched, 0.5), windowOf(watched, 0.9), windowOf(drifted, 0.5), windowOf(drifted, 0.9)],
      String(found.rate.of),
    ]),
  )
}

/** The first window by which so many were found, and the shift in it. */
function windowOf(rates: readonly Rate[], share: number): string {
  const at = rates.findIndex(({ hits, of }) => hits >= share * of)
  return at < 0 ? 'not in 26' : `window ${at + 1}, ${(0.02 * (at + 1)).toFixed(2)} σ`
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const align = head.map((name) => (['column', 'sizes', 'planted'].includes(name) ? 'l' : 'r'))
  return markdownTable([[...head], ...rows], { align })
}

const WITHOUT = `
The default policy, on windows that follow one another beside one reference. Each replicate draws a reference and three
windows; the verdict of the third counts, with the two before it as its history. Predictions are a family of their own, so where
there are some features have half of the level. Days add an effect to all of their rows; nights and weekends move the mean by 1 and 2 σ.

### Without drift

Bounds: at most 5 % of windows \`watch\` or \`drift\`, at most 1 % \`drift\`. With many rows chance alone does not reach a floor.
**At most** is what so few replicates still allow, by 95 %: where many rows make replicates dear, it says how little is shown. Columns of all rows are compared in
segments too, where there are some. A window of one day, or of three, is compared by hours, and its days with the days of the reference. Beside a reference without times, such as a profile,
a window is held by how its own days differ.
`

const WITH = `
### With drift

How often planted drift is found in its first window, and called \`drift\` within three. The others of 20 columns have none, nor have
the predictions beside them. Missing values are told of as a matter of quality.
`

const CREEP = `
A mean that creeps up by 0.02 σ a window: by which window half, and nine of ten, were found.
`
