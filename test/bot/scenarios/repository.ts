/** What acme/models is made of before anybody changes it. */

const MODEL = (name: string) => `  ${name}:
    task: binary-classification
    data: { train: data/train.csv, test: data/test.csv, target: late }
    train: { run: python train.py ${name}, inputs: [train.py] }
    model: models/${name}.onnx
    evaluate: { metrics: [roc_auc, log_loss] }
    drift: { logs: { files: logs.csv, time: at } }
    retrain: {}
    gates:
      - { metric: roc_auc, against: base, margin: 0.005 }
      - { metric: roc_auc, min: 0.5 }
`

/** Two models under the same gates. */
export const MODELS = `models:\n${MODEL('delay')}${MODEL('fare')}`

/** One item that whoever writes may sign, exceptions by administrators, and two stages of which the last takes two people. */
export const GOVERNANCE = `stages: [staging, production]
governance:
  policy: none
  accept: admin
  items:
    - { id: ready, text: Ready to ship, why: Somebody has to answer for it., sign: write }
  promote:
    staging: { sign: write }
    production: { sign: write, approvals: 2 }
`

export const CONFIG = MODELS + GOVERNANCE

/** The same with other governance: the lines below `governance:`, without their first two spaces. */
export function governedBy(...lines: readonly string[]): string {
  return `${MODELS}governance:\n${lines.map((line) => `  ${line}\n`).join('')}`
}

/** By path; undefined: not there. */
export type Files = Readonly<Record<string, string | undefined>>

export const BASE: Files = {
  '.github/workflows/contender.yml': 'name: Contender\non: [pull_request, merge_group]\njobs: {}\n',
  'contender.yml': CONFIG,
  'README.md': 'Models\n',
  'data/train.csv': 'late\n1\n',
  'data/test.csv': 'late\n0\n',
  'models/delay.onnx': 'one',
  'models/fare.onnx': 'one',
  'train.py': 'print()\n',
}
