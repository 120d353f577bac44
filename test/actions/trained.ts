import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { folderWith } from '../folder.ts'
import { scoreModel } from './score-model.ts'

/** Rows with a label and two columns that a model may answer with. */
const ROWS = Array.from({ length: 40 }, (_, at) => `${at},${((at * 7) % 40) / 40},${at / 40},${at % 3 === 0 ? 1 : 0}`)

interface Trained {
  /** Source of the training program, in Node; `fs`, `env` and `model` (bytes of a valid ONNX) are at hand. */
  readonly program: string
  /** More of the config's `train`, as a flow mapping of YAML. */
  readonly train?: string
  /** More lines of the model's config. */
  readonly more?: string
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

export const WRITE = 'fs.writeFileSync(env.CONTENDER_MODEL, model)\n'

/** A project whose model is trained by the team's own program, in a folder with a space in its name. */
export async function trainedProject(t: TestContext, { files, more = '', program, train }: Trained): Promise<string> {
  const folder = join(await folderWith(t), 'my project')
  const head = "import fs from 'node:fs'\nconst { env } = process\nconst model = fs.readFileSync('valid.onnx')\n"
  const all = {
    'train.mjs': head + program,
    'valid.onnx': scoreModel('a'),
    'data/d.csv': `id,a,b,late\n${ROWS.join('\n')}\n`,
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { train: data/d.csv, test: data/*.csv, target: late, id: id }
    train: { run: '"${process.execPath}" train.mjs'${train === undefined ? '' : `, ${train}`} }
    model: the models/m.onnx
${more}`,
    ...files,
  }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

export async function jsonIn<Shape>(folder: string, path: string): Promise<Shape> {
  return JSON.parse(await readFile(join(folder, path), 'utf8')) as Shape
}
