import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { script } from '../../test/actions/repository.ts'

const ROWS = 1000

/** A repository of so many models with predictions, on a branch that changes those of some. */
export async function writeModels(
  folder: string,
  { changed, models }: { readonly models: number; readonly changed: number },
): Promise<void> {
  await mkdir(folder)
  const names = Array.from({ length: models }, (_, at) => `model${at}`)
  const config = names.map((name) => {
    const gates = '[{ metric: log_loss, against: base, margin: 1% }]'
    return `  ${name}: { task: binary-classification, predictions: ${name}.csv, data: { id: id }, gates: ${gates} }`
  })
  await writeFile(join(folder, 'contender.yml'), `models:\n${config.join('\n')}\n`)
  await writeFile(join(folder, '.gitignore'), '.contender\n')
  await Promise.all(names.map((name, at) => writeFile(join(folder, `${name}.csv`), predictions(at, 0))))
  script(folder, 'git init -q -b main', 'git add -A', 'git commit -qm First', 'git checkout -q -b change')
  await Promise.all(
    names.slice(0, changed).map((name, at) => writeFile(join(folder, `${name}.csv`), predictions(at, 1))),
  )
  script(folder, 'git add -A', 'git commit -qm Change')
}

/** Scores that know some of the label. */
function predictions(seed: number, change: number): string {
  const row = (at: number) => {
    const label = (at * 7919 + seed) % 10 < 3 ? 1 : 0
    const noise = ((at * 104_729 + seed * 31 + change * 17) % 1000) / 1000
    return `${at},${label},${(0.1 + 0.3 * label + 0.5 * noise).toFixed(4)}`
  }
  return `id,label,score\n${Array.from({ length: ROWS }, (_, at) => row(at)).join('\n')}\n`
}
