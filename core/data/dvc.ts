import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'

/** A file or folder that DVC keeps. */
export interface DvcOut {
  /** From where the file that names it stands; it may lead out of there. */
  readonly path: string
  /** 32 hexadecimal digits, of a folder with `.dir` behind them. */
  readonly md5: string
}

const MD5 = /^[0-9a-f]{32}(\.dir)?$/
const out = z.looseObject({ path: z.string(), md5: z.string().regex(MD5), hash: z.literal('md5') })
const outs = z.array(z.unknown()).transform((all) => all.flatMap((one) => out.safeParse(one).data ?? []))
const dvcFile = z.looseObject({ outs, wdir: z.string().default('.') })
const lock = z.looseObject({ stages: z.record(z.string(), z.looseObject({ outs: outs.default([]) })) })
const stage = z.looseObject({
  wdir: z.string().optional(),
  do: z.looseObject({ wdir: z.string().optional() }).optional(),
})
const pipeline = z.looseObject({ stages: z.record(z.string(), stage) })

/**
 * What a `*.dvc` file of DVC 3 tracks. Entries without `hash: md5` are left out: older DVC wrote the MD5 of the
 * text with its line ends changed, which is no plain MD5.
 *
 * @returns nothing where the text is no such file
 * @example
 * outsOfDvcFile('outs: [{ md5: d41d8cd98f00b204e9800998ecf8427e, hash: md5, path: a.csv }]')[0].path // 'a.csv'
 */
export function outsOfDvcFile(text: string): DvcOut[] {
  const parsed = dvcFile.safeParse(yaml(text)).data
  if (parsed === undefined) return []
  return parsed.outs.flatMap((out) => placed(out, parsed.wdir))
}

/**
 * What the stages of a `dvc.lock` made, whose paths start from each stage's `wdir` in the `dvc.yaml` beside it.
 *
 * @param pipelines text of that `dvc.yaml`; undefined where there is none
 * @returns nothing where the text is no such file
 */
export function outsOfDvcLock(text: string, pipelines: string | undefined): DvcOut[] {
  const parsed = lock.safeParse(yaml(text)).data
  if (parsed === undefined) return []
  const stages = pipeline.safeParse(yaml(pipelines ?? '')).data?.stages ?? {}
  return Object.entries(parsed.stages).flatMap(([name, { outs }]) => {
    // `train@eu` is one of the stages that `foreach` or `matrix` of `train` makes.
    const declared = stages[name] ?? stages[name.replace(/@.*$/s, '')]
    return outs.flatMap((out) => placed(out, declared?.wdir ?? declared?.do?.wdir ?? '.'))
  })
}

/**
 * The MD5 that DVC gives a folder: of a list of its files, each with its own.
 *
 * @param files paths inside the folder with `/` between folders, in any order, and the MD5 of each one's bytes
 * @returns 32 hexadecimal digits and `.dir`
 * @see https://github.com/treeverse/dvc-data: `json.dumps` with sorted keys, sorted by path, in ASCII
 * @example
 * folderMd5([{ path: 'a', md5: 'd41d8cd98f00b204e9800998ecf8427e' }]) // '3e3335ff0ba6ac6f06f589d8219daf0e.dir'
 */
export function folderMd5(files: readonly { readonly path: string; readonly md5: string }[]): string {
  const sorted = [...files].sort((a, b) => byCodePoint(a.path, b.path))
  const list = sorted.map(({ md5, path }) => `{"md5": "${md5}", "relpath": ${asciiJson(path)}}`)
  return `${createHash('md5')
    .update(`[${list.join(', ')}]`)
    .digest('hex')}.dir`
}

/** A place that is known only when DVC runs, or is outside of the repository, is of no use. */
function placed({ md5, path }: DvcOut, wdir: string): DvcOut[] {
  const elsewhere = posix.isAbsolute(path) || posix.isAbsolute(wdir) || path.includes('://') || wdir.includes('://')
  return elsewhere || `${wdir}${path}`.includes('${') ? [] : [{ path: posix.join(wdir, path), md5 }]
}

function yaml(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false, logLevel: 'error' })
  } catch {
    return undefined
  }
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** As Python sorts text; JavaScript compares halves of characters beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
