import type { Origin } from '../../core/artifacts/evidence.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { cardOf } from '../../core/evidence/card-of.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import { billOf } from '../card/bill.ts'
import { renderCard } from '../card/markdown.ts'
import { renderReportPage } from '../html/report-page.ts'
import { renderMarkdown } from '../markdown.ts'
import { jsonFile, type PackFile } from './pack-file.ts'

/** Card, bill and report of a version, and the files that they were made from; nothing where nobody kept how it was judged. */
export async function judgedFiles(dossier: Dossier): Promise<PackFile[]> {
  const card = cardOf(dossier)
  const { judgement, run } = dossier
  if (card === undefined || judgement === undefined) return []
  const { comparison, evaluation, from, inPart, validated, validation } = judgement
  const report = reportOfVersion(dossier)!
  const sources: Origin[] = [...from, ...(run === undefined || inPart ? [] : [run.from])]
  const people: Origin[] =
    dossier.card === undefined ? [] : [{ kind: 'commit', ref: `${dossier.version.commit}:${dossier.card.path}` }]
  const whole = (name: string, about: string, value: unknown) =>
    value === undefined || inPart ? [] : [jsonFile(name, about, from, value)]
  return [
    {
      ...{ file: 'card.md', about: 'Model card: what it is for, how it was measured, and what nobody has said' },
      ...{ from: [...sources, ...people], text: renderCard(card) },
    },
    jsonFile('bom.cdx.json', 'Bill of materials, CycloneDX 1.7', [...sources, ...people], billOf(card)),
    {
      ...{ file: 'report.html', about: 'How it was judged, with pictures: a page for a browser' },
      ...{ from: sources, text: await renderReportPage(report) },
    },
    { file: 'report.md', about: 'The same as Markdown', from: sources, text: renderMarkdown(report) },
    jsonFile('report.json', 'The same for programs', sources, report),
    ...whole('evaluation.json', 'Metrics, slices and curves of the model on the test rows', evaluation),
    ...whole('comparison.json', 'The model beside what it replaces, and the gates', comparison),
    ...(validation === undefined || validated === undefined
      ? []
      : [jsonFile('validation.json', 'Checks of the data', [validated], validation)]),
  ]
}

/** The report of how a version was judged. */
export function reportOfVersion({ contender, judgement, model, run }: Dossier): Report | undefined {
  if (judgement === undefined) return undefined
  const { comparison, evaluation, validation } = judgement
  const outcome = validation?.outcome === 'fail' ? 'fail' : (comparison?.outcome ?? 'pass')
  return {
    schema: 'contender/report@1',
    contender,
    head_sha: evaluation.commit,
    tested_sha: evaluation.commit,
    outcome,
    models: [
      {
        ...{ model, outcome, evaluation },
        ...(comparison !== undefined && { comparison }),
        ...(validation !== undefined && { validation }),
        ...(run !== undefined && { run: run.run }),
      },
    ],
  }
}
