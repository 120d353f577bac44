import type { Card } from '../../core/card/card.ts'
import { sha256 } from '../../core/sha256.ts'
import { billMetrics } from './bill-metrics.ts'
import { fairnessAssessments } from './fairness-assessments.ts'
import { spdxId } from './spdx-id.ts'

/**
 * The bill of materials of a model: CycloneDX 1.7, with its card. What nobody has said is not in it.
 *
 * The same evidence gives the same bill, its serial number too.
 *
 * @see https://cyclonedx.org/docs/1.7/json/
 */
export function billOf(card: Card): object {
  const { contender, evidence, features, model, people, target, version } = card
  const { evaluation, run } = evidence
  const own = `model:${model}`
  const data = Object.entries({
    ...run?.data,
    test: run?.data.test ?? { uri: evaluation.dataset.uri, digest: evaluation.dataset.digest },
  })
  const datasets = data.map(([part, { digest, uri }]) => ({
    'bom-ref': `data:${part}`,
    type: 'data',
    name: uri,
    description: `${part} data`,
    hashes: [hashOf(digest)],
    data: [{ type: 'dataset', name: uri }],
  }))
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: {
      ...(run === undefined ? {} : { timestamp: run.started }),
      tools: { components: [{ type: 'application', name: 'contender', version: contender }] },
      component: {
        'bom-ref': own,
        type: 'machine-learning-model',
        name: model,
        ...(version !== undefined && { version }),
        ...(people.summary !== undefined && { description: people.summary }),
        ...(people.license !== undefined && { licenses: [{ license: licenseOf(people.license) }] }),
        hashes: [hashOf(evaluation.artifact.digest)],
        modelCard: {
          modelParameters: {
            approach: { type: 'supervised' },
            task: evaluation.task,
            ...(run?.builtin && { architectureFamily: run.builtin }),
            datasets: datasets.map((one) => ({ ref: one['bom-ref'] })),
            ...(features !== undefined && { inputs: features.map((format) => ({ format })) }),
            ...(target !== undefined && { outputs: [{ format: target }] }),
          },
          quantitativeAnalysis: { performanceMetrics: billMetrics(evaluation) },
          considerations: considerationsOf(card),
          properties: propertiesOf(card),
        },
      },
    },
    components: [
      ...datasets,
      ...(run?.inputs ?? []).map(({ digest, uri }, at) => ({
        'bom-ref': `input:${at}`,
        type: 'file',
        name: uri,
        hashes: [hashOf(digest)],
      })),
    ],
    dependencies: [
      {
        ref: own,
        dependsOn: [...datasets.map((one) => one['bom-ref']), ...(run?.inputs ?? []).map((_, at) => `input:${at}`)],
      },
    ],
  }
  return { ...bill, serialNumber: `urn:uuid:${uuidOf(sha256(JSON.stringify(bill)))}` }
}

function considerationsOf(card: Card): object {
  const { risks = [], tradeoffs, use = {} } = card.people
  const texts = (name: string, values: readonly string[] = []) => (values.length === 0 ? {} : { [name]: values })
  const ethical = risks.map(({ mitigation, name }) => ({
    name,
    ...(mitigation !== undefined && { mitigationStrategy: mitigation }),
  }))
  const groups = fairnessAssessments(card)
  return {
    ...texts('users', use.users),
    ...texts('useCases', use.intended),
    ...texts('technicalLimitations', [...(use.limits ?? []), ...(use.out_of_scope ?? [])]),
    ...texts('performanceTradeoffs', tradeoffs),
    ...(ethical.length > 0 && { ethicalConsiderations: ethical }),
    ...(groups.length > 0 && { fairnessAssessments: groups }),
  }
}

function propertiesOf({ evidence: { comparison, drift, evaluation, run } }: Card): object[] {
  const found: Record<string, string | null | undefined> = {
    commit: evaluation.commit,
    config: evaluation.config,
    threshold: evaluation.threshold === null ? null : String(evaluation.threshold),
    outcome: comparison?.outcome,
    run: run?.id,
    command: run?.command,
    seed: run?.seeds.join(', '),
    drift: drift?.verdict,
    drift_version: drift?.version,
  }
  return Object.entries(found).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ name: `contender:${name}`, value }],
  )
}

function hashOf(digest: string): { alg: string; content: string } {
  return { alg: 'SHA-256', content: digest.replace(/^sha256:/, '') }
}

/** A UUID of version 8, of our own making: from a digest. */
function uuidOf(digest: string): string {
  const hex = digest.replace(/^sha256:/, '')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** By its identifier at SPDX, where it has one of those that models go by. */
function licenseOf(name: string): { readonly id: string } | { readonly name: string } {
  const id = spdxId(name)
  return id === undefined ? { name } : { id }
}
