import type { Report } from '../../../core/artifacts/report.ts'
import { isReportArtifact } from '../../../core/report-archive/artifact-name.ts'
import { readReportArchive } from '../../../core/report-archive/read-report-archive.ts'
import type { GitHub } from '../../github/github.ts'

interface Artifact {
  readonly name: string
  readonly digest: string
  readonly archive_download_url: string
}

/** The reports that a run left at GitHub, by the names of their artifacts; models may stand beside them. */
export async function reportsOf(github: GitHub, run: number): Promise<Readonly<Record<string, Report>>> {
  const { body } = await github.request('GET', `/repos/acme/models/actions/runs/${run}/artifacts`)
  const authorization = `Bearer ${github.userToken('ann')}`
  const found = (body as { artifacts: Artifact[] }).artifacts.filter(({ name }) => isReportArtifact(name))
  const reports = found.map(async ({ archive_download_url, digest, name }) => {
    const zip = await fetch(archive_download_url, { headers: { authorization } })
    return [name, await readReportArchive({ bytes: await zip.bytes(), digest, place: name })] as const
  })
  return Object.fromEntries(await Promise.all(reports))
}
