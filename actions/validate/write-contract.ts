import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
export async function writeContract(_p: Project, _h: Host, _f: boolean): Promise<string> {
  return ''
}
