/**
 * Stands in for the service that serves the model: writes what it would have logged from 25 January on, one folder a day, and
 * the labels that come later. Features, scores and labels are real; latency is made up, and so are the 0.1 % of requests that
 * fail without an answer. Run it after `contender evaluate --test served --out .contender/served`, which asks the model.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const answers = '.contender/served/delay/predictions.parquet'
if (!existsSync(answers)) {
  console.error(`Missing ${answers}, expected \`contender evaluate --test served --out .contender/served\` before`)
  process.exit(2)
}
const version = createHash('sha256').update(readFileSync('models/delay.onnx')).digest('hex').slice(0, 12)

const instance = await DuckDBInstance.create(':memory:')
const database = await instance.connect()
await database.run(readFileSync('prepare.sql', 'utf8'))
await database.run(`CREATE TABLE logged AS
  SELECT
    flight, served.date AS answered_at, strftime(served.date, '%Y-%m-%d') AS day,
    hour, weekday, distance, origin, destination,
    '${version}' AS version,
    CASE WHEN hash(flight) % 1000 > 0 THEN score END AS score,
    20 + (hash(flight, 1) % 1000) / 100 AS ms,
    CASE WHEN hash(flight) % 1000 > 0 THEN 200 ELSE 503 END AS status,
    late
  FROM served JOIN '${answers}' AS answered ON answered.id = flight
  ORDER BY answered_at, flight`)
for (const [folder, columns] of [
  ['logs', '* EXCLUDE (late)'],
  ['labels', 'flight, day, late'],
]) {
  rmSync(folder!, { recursive: true, force: true })
  await database.run(`COPY (SELECT ${columns} FROM logged) TO '${folder}' (FORMAT parquet, PARTITION_BY (day))`)
}
const [row] = (await database.runAndReadAll('SELECT count(*), count(DISTINCT day) FROM logged')).getRows()
console.log(`${Number(row![0]).toLocaleString('en')} answers of ${row![1]} days: logs/ and labels/`)
database.closeSync()
