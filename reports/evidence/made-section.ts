import type { Dossier } from '../../core/evidence/dossier.ts'
import { flatParams } from '../../core/runs/flat-params.ts'
import { type Html, html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { sayTook } from '../say-took.ts'
import { digestsOf } from './digests.ts'
import { sayTime, shown } from './shown.ts'

/** Rows of a table; the file has all. */
const MOST = 100

/** The training, and digests of all that went into it. */
export function madeSection(dossier: Dossier): Html {
  const digests = digestsOf(dossier)
  const found = table(
    'Digests of the model, its data and its code',
    columns(['what', 'which', 'digest', 'told by'], []),
    digests
      .slice(0, MOST)
      .map(({ digest, from, uri, what }) => [
        what,
        shown(uri),
        html`<code>${digest}</code>`,
        html`<a href="${from}" style="white-space: nowrap">${from}</a>`,
      ]),
  )
  return html`${training(dossier)}<div class="tall">${found}</div><p class="quiet">The model file and the data are not in this pack: a file that has one of these digests is the one that is meant.</p>`
}

function training({ run }: Dossier): Html {
  if (run === undefined) return html`<p>No run is known that made it.</p>`
  const { builtin, command, commit, cost, dirty, environment, id, params, seeds, started } = run.run
  const rows: [string, Html | string][] = [
    ['run', html`<code>${id}</code>`],
    ['trained by', shown(builtin === null ? (command ?? '–') : `built-in ${builtin}`)],
    ['when', `${sayTime(started)}, ${sayTook(cost.minutes)}`],
    ['commit', html`<code>${commit ?? 'outside Git'}</code>${dirty === true ? ' with files changed since' : ''}`],
    ['seed', seeds.join(', ')],
    ...[...flatParams(params)]
      .slice(0, MOST)
      .map(([name, value]): [string, string] => [`parameter ${shown(name)}`, shown(String(value))]),
    [
      'environment',
      shown(
        [
          environment.platform,
          `Node ${environment.node}`,
          ...Object.entries(environment.runtimes).map((one) => one.join(' ')),
        ].join(', '),
      ),
    ],
  ]
  return table('The training', columns(['what', 'which'], []), rows)
}
