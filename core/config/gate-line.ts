import type { Config } from '../config.ts'
import { latencyRule, sizeRule } from '../gates/budget.ts'
import { ruleOf } from '../gates/rule.ts'
import { metricOf } from '../metrics/index.ts'

/**
 * The line of a config where a gate stands. Rules are the base branch's, so this config may have another one in its
 * place, or none: then it is the line where the model's gates begin, or else the model.
 *
 * @param rule as a comparison has it: `roc_auc at least 0.65`
 * @returns from 1; undefined where the config has no such model
 * @example
 * gateLine(parseConfig(text, 'contender.yml'), 'delay', 'roc_auc at least 0.65') // 9
 */
export function gateLine({ lineOf, models }: Config, name: string, rule: string): number | undefined {
  const model = models.find((known) => known.name === name)
  if (model === undefined) return undefined
  const path = ['models', name]
  const at = model.gates.findIndex((gate) => {
    if ((gate.against ?? gate.under) === undefined) return ruleOf(gate, undefined) === rule
    return ruleOf(gate, gate.margin ?? metricOf(model.task, gate.metric).margin) === rule
  })
  if (at >= 0) return lineOf([...path, 'gates', at])
  const { latency, size } = model.evaluate.budgets
  if (size !== undefined && rule === sizeRule(size)) return lineOf([...path, 'evaluate', 'budgets', 'size'])
  if (latency !== undefined && rule === latencyRule(latency)) return lineOf([...path, 'evaluate', 'budgets', 'latency'])
  return lineOf([...path, 'gates'])
}
