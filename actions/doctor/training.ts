import { access, constants } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import type { Model } from '../../core/config.ts'
import { exists, readText } from '../../core/io/files.ts'
import { fileOf, type Project } from '../project.ts'
import type { Patient } from './check.ts'
import { note, ok, problem } from './check.ts'

const SCRIPT = /\.(py|r|jl|js|mjs|ts|sh)$/i

/** The commands of a model: their programs, their scripts, the files they are said to depend on. */
export async function checkTraining(project: Project, model: Model, { host }: Patient) {
  const { predict, train } = model
  const found = []
  for (const uri of train?.inputs ?? [])
    if (!(await exists(await fileOf(project, uri))))
      found.push(problem(`${uri} of train.inputs is not there.`, 'Correct its path in the config, or take it out.'))
  const commands = [
    ['CONTENDER_MODEL', train?.run],
    ['CONTENDER_PREDICTIONS', predict?.run],
  ] as const
  for (const [writes, command] of commands) {
    if (command === undefined) continue
    const program = programOf(command)
    if (program !== undefined && !(await canRun(program, project.directory, host.environment))) {
      const there = program === 'python' ? 'Install it, or write python3 if it goes by that name' : 'Install it'
      found.push(problem(`\`${program}\` of \`${command}\` is no program on the PATH.`, `${there}.`))
      continue
    }
    const scripts = wordsOf(command).filter((word) => SCRIPT.test(word))
    const absent = await Promise.all(scripts.map(async (path) => !(await exists(resolve(project.directory, path)))))
    const lost = scripts.filter((_, at) => absent[at])
    for (const path of lost)
      found.push(problem(`${path} of \`${command}\` is not there.`, 'Correct its path in the config.'))
    if (lost.length > 0 || command.includes(writes)) continue
    const files = [...new Set([...scripts, ...(train?.inputs ?? [])])]
    const texts = await Promise.all(files.map((path) => readText(resolve(project.directory, path)).catch(() => '')))
    found.push(
      texts.some((text) => text.includes(writes))
        ? ok(`\`${command}\` can run`)
        : note(
            `\`${command}\` seems not to mention ${writes}.`,
            `Let it write to the file that the environment variable ${writes} names.`,
          ),
    )
  }
  return found
}

/** The first word that is no setting of a variable; undefined where a shell would have to say. */
function programOf(command: string): string | undefined {
  const word = wordsOf(command).find((each) => !/^\w+=/.test(each))
  return word !== undefined && /^[\w./-]+$/.test(word) && !['cd', 'set', 'export', 'if', 'for', 'test'].includes(word)
    ? word
    : undefined
}

function wordsOf(command: string): string[] {
  return (command.match(/"[^"]*"|'[^']*'|[^\s"';&|()]+/g) ?? []).map((word) => word.replace(/^["']|["']$/g, ''))
}

async function canRun(program: string, directory: string, env: Patient['host']['environment']): Promise<boolean> {
  const folders = program.includes('/') ? [directory] : (env.PATH ?? process.env.PATH ?? '').split(delimiter)
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : ['']
  for (const folder of folders)
    for (const ending of endings) {
      const path = program.includes('/') ? resolve(directory, program + ending) : join(folder, program + ending)
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
      if (runs) return true
    }
  return false
}
