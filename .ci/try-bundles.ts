/**
 * `npm run try:bundles`: lets the bundles in `dist/` read data by DuckDB, train a model and judge it by ONNX Runtime. Needs nothing but
 * Node: so that a release can be tried as its users get it, without `node_modules`, on every platform.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = mkdtempSync(join(tmpdir(), 'contender-try-'))
const rows = Array.from(
  { length: 400 },
  (_, at) => `${at % 7},${(at * 31) % 101},${at % 7 > 3 || at % 10 === 0 ? 1 : 0}`,
)
writeFileSync(join(folder, 'rows.csv'), ['a,b,late', ...rows, ''].join('\n'))
writeFileSync(
  join(folder, 'contender.yml'),
  `models:
  delay:
    task: binary-classification
    data: { train: rows.csv, test: rows.csv, target: late }
    train: { builtin: gradient-boosting }
    model: delay.onnx
    gates: [{ metric: roc_auc, min: 0.6 }]
`,
)
const bundle = fileURLToPath(new URL('../dist/contender.mjs', import.meta.url))
try {
  for (const command of ['train', 'evaluate', 'compare', 'report']) {
    const { status } = spawnSync(process.execPath, [bundle, command], { cwd: folder, stdio: 'inherit' })
    if (status !== 0) throw new Error(`contender ${command} ended with ${status}`)
  }
  const { outcome } = JSON.parse(readFileSync(join(folder, '.contender/report.json'), 'utf8')) as { outcome: string }
  if (outcome !== 'pass') throw new Error(`The outcome is ${outcome}, expected pass`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
