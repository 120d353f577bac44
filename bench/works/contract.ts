import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validationSchema } from '../../core/artifacts/validation.ts'
import { formatCount } from '../../core/format-number.ts'
import { pairUp, requireSame } from '../agree.ts'
import { writeFlights } from '../data/flights-rows.ts'
import { FLIGHTS_CONFIG, splitFlights } from '../flights.ts'
import { CLI, here } from '../here.ts'
import type { BenchWork } from '../work.ts'

/** Some flights are later and some routes longer than it says: there is something to find. */
const CONTRACT = `      date: { type: time, min: "2001-01-01", missing: 0 }
      delay: { type: integer, min: -60, max: 240, missing: 0 }
      distance: { type: integer, min: 50, max: 2500, missing: 0 }
      origin: { type: text, missing: 0 }
      destination: { type: text, missing: 0 }
`
const CONFIG =
  'models: { delay: { task: regression, data: { test: flights.parquet, target: delay, time: date }, model: delay.onnx } }\n'
/** What pandera does not do. */
const FREE = ['undeclared_columns', 'duplicates', 'constant', 'leakage', 'clock', 'personal_data']

/** What pandera_contract.py writes of a column's range: rows that break it, and the first of them, from 1. */
type Found = Readonly<Record<string, { readonly rows: number; readonly first: number }>>

/** A data contract checked by `validate`, beside pandera, and DuckDB reading every column. */
export const contract: BenchWork = {
  name: 'contract',
  peers: true,
  finding:
    'Two thirds of the time that the contract alone takes are starting up: Node, 650 modules, DuckDB; the rules of 3,000,000 rows take 0.1 s, in two passes, since whole numbers are compared as such and a column whose least and greatest value are within its range is not read again (0.40 s became 0.37 s). With all checks and a profile it is five passes, for duplicates, clocks, leaks, summaries and the profile, where DuckDB alone needs one. Nothing is read again where the data stand under DVC and nothing changed.',
  open: async ({ folder, python, scale }) => {
    const rows = Math.round(3_000_000 * scale)
    await writeFlights(folder, rows)
    await writeFile(join(folder, 'contender.yml'), CONFIG)
    const checks = `{ ${FREE.map((name) => `${name}: off`).join(', ')} }`
    const columns = `    columns:\n${CONTRACT}`
    await writeFile(join(folder, 'contender.schema.yml'), `models:\n  delay:\n${columns}    checks: ${checks}\n`)
    // Beside no contract: every check that needs none, and a profile.
    const whole = join(folder, 'whole')
    await mkdir(whole)
    await writeFile(join(whole, 'contender.yml'), FLIGHTS_CONFIG)
    await splitFlights(whole, Math.ceil(1 / scale))
    const [flights, found] = [join(folder, 'flights.parquet'), join(folder, 'pandera.json')]
    const validate = (place: string) => [CLI, 'validate', '--config', join(place, 'contender.yml')]
    const beside = 'DuckDB reading every column and counting'
    const limit = { other: 'limit', beside, goal: { within: 3 } } as const
    const pandera = { other: 'pandera', beside: 'pandera', goal: { faster: 10 } } as const
    return [
      {
        title: `data contract, ${formatCount(rows)} flights × 5 columns`,
        sides: {
          contract: validate(folder),
          whole: validate(whole),
          pandera: { program: python, words: [here('peers/pandera_contract.py'), flights, found] },
          limit: [here('sides/read-columns.ts'), flights],
        },
        pairs: [
          { ours: 'contract', ...pandera },
          { ours: 'whole', ...pandera, part: 'with all checks that pandera has not, and a profile' },
          { ours: 'contract', ...limit },
          { ours: 'whole', ...limit, part: 'with all checks and a profile' },
        ],
        agree: () => agree(join(folder, '.contender/delay/validation.json'), found),
      },
    ]
  },
}

async function agree(path: string, found: string): Promise<string[]> {
  const { checks } = validationSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const theirs = Object.entries(JSON.parse(await readFile(found, 'utf8')) as Found)
  const broken = checks.filter(({ outcome, rows }) => outcome === 'fail' && rows > 0)
  const ours = broken.flatMap((check) => [
    [`rows of ${check.check} of ${check.column}`, check.rows] as const,
    [`the first row of ${check.check} of ${check.column}`, check.row_numbers[0]!] as const,
  ])
  const expected = theirs.flatMap(([name, { first, rows }]) => [
    [`rows of range of ${name}`, rows] as const,
    [`the first row of range of ${name}`, first] as const,
  ])
  requireSame('pandera', pairUp(Object.fromEntries(ours), Object.fromEntries(expected)))
  return [`Both find the same ${theirs.length} broken rules, with the same numbers of rows and the same first rows.`]
}
