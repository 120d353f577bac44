import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { folderWith } from '../folder.ts'
import { modelBytes } from '../models/fixture.ts'

/** Test rows whose column `score` is what the model of these tests answers. */
export const ROWS = `id,score,late\n${Array.from({ length: 40 }, (_, at) => `${at},${((at * 7) % 40) / 40},${at % 3 === 0 ? 1 : 0}`).join('\n')}\n`

/** A config with one model that is trained by `train`, a flow mapping of YAML. */
export const configOf = (train: string, more = '') => `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id }
    train: ${train}
    model: models/m.onnx
${more}`

/**
 * A project, in a folder with a space in its name, whose training command is a program for Node.
 * Its first line is `node train.mjs`, so that quotes of the shell play no part.
 *
 * @param program its source; `fs`, `env` and `model` (bytes of a valid ONNX) are at hand
 */
export async function projectTrainedBy(t: TestContext, program: string, settings = ''): Promise<string> {
  const parent = await folderWith(t)
  const folder = join(parent, 'my project')
  await mkdir(folder)
  const head = "import fs from 'node:fs'\nconst { env } = process\nconst model = fs.readFileSync('echo.onnx')\n"
  const command = `'"${process.execPath}" train.mjs'`
  await writeFile(join(folder, 'train.mjs'), head + program)
  await writeFile(join(folder, 'echo.onnx'), modelBytes('graphs/echo'))
  await writeFile(join(folder, 'd.csv'), ROWS)
  await writeFile(join(folder, 'contender.yml'), configOf(`{ run: ${command}${settings && `, ${settings}`} }`))
  return folder
}

export const WRITE = 'fs.writeFileSync(env.CONTENDER_MODEL, model)\n'

export async function jsonIn<Shape>(folder: string, path: string): Promise<Shape> {
  return JSON.parse(await readFile(join(folder, path), 'utf8')) as Shape
}
