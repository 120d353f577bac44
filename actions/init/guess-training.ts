import { posix } from 'node:path'
import type { Seen } from './look.ts'
import { trainingStage } from './read-stages.ts'

/** How the repository seems to train. */
export interface GuessedTraining {
  readonly run: string
  readonly inputs: readonly string[]
  /** The model file, where it is told. */
  readonly model: string | undefined
  /** What a person has to change first. */
  readonly notes: readonly string[]
}

const PROGRAMS: Readonly<Record<string, string>> = {
  py: 'python',
  r: 'Rscript',
  jl: 'julia --project=.',
  js: 'node',
  mjs: 'node',
  ts: 'node',
  sh: 'sh',
}
const MODEL = /\.(onnx|pkl|pickle|joblib|rds|pt)$/i
const LOCKS = ['requirements.txt', 'pyproject.toml', 'params.yaml', 'renv.lock', 'Manifest.toml', 'package-lock.json']

/** The training that DVC or a script tells of; undefined where there is none. */
export async function guessTraining(seen: Seen): Promise<GuessedTraining | undefined> {
  const stage = trainingStage(seen.stages)
  const script = seen.trainScripts[0]
  if (stage === undefined && script === undefined) return undefined
  const command = stage?.command ?? commandOf(script!)
  const here = new Set(seen.files.map(({ path }) => path))
  const code = stage === undefined ? [script!] : stage.deps.filter((path) => here.has(path) && /\.\w+$/.test(path))
  const inputs = [...new Set([...code, ...LOCKS])].filter(
    (path) => here.has(path) && !/\.(csv|parquet|jsonl)$/i.test(path),
  )
  const texts = await Promise.all(inputs.map(seen.text))
  if (texts.some((text) => text.includes('CONTENDER_MODEL')))
    return { run: command, inputs, model: undefined, notes: [] }
  const written = stage?.outs.find((path) => MODEL.test(path)) ?? modelIn(texts[inputs.indexOf(script ?? '')] ?? '')
  if (written !== undefined)
    return { run: `${command} && cp ${quoted(written)} "$CONTENDER_MODEL"`, inputs, model: written, notes: [] }
  const notes = [
    `${stage?.name ?? script} does not mention CONTENDER_MODEL yet: let it write its ONNX model to the file which that variable names.`,
  ]
  return { run: command, inputs, model: undefined, notes }
}

/** The command that runs a script. @example commandOf('src/train.py') // 'python src/train.py' */
export function commandOf(script: string): string {
  const ending = posix.extname(script).slice(1).toLowerCase()
  return `${PROGRAMS[ending]} ${quoted(script)}`
}

/** The one model file whose path stands in a program as a text. */
function modelIn(program: string): string | undefined {
  const found = program.matchAll(/["']([\w./ -]+\.(?:onnx|pkl|joblib|rds))["']/gi)
  const inside = Array.from(found, ([, path]) => posix.normalize(path!)).filter((path) => !/^(\/|\.\.)/.test(path))
  const paths = [...new Set(inside)]
  const onnx = paths.filter((path) => path.endsWith('.onnx'))
  const [only, ...others] = onnx.length > 0 ? onnx : paths
  return others.length === 0 ? only : undefined
}

/** A path as a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path.replace(/[\\"$`]/g, '\\$&')}"`
}
