import { formatNumber } from '../../core/format-number.ts'
import type { Price } from '../../core/publish/costs.ts'
import { sha256 } from '../../core/sha256.ts'
import { formatSize } from '../drift/numbers.ts'
import { type Html, html } from '../html/html.ts'
import { page } from '../html/page.ts'
import { BIG_TABLE_SCRIPT, SITE_STYLE } from './big-table-script.ts'

/** What all pages of a site say of it. */
export interface About {
  /** `owner/name` or the folder's name. */
  readonly name: string
  /** Address of the repository at GitHub; undefined where it is not known. */
  readonly url: string | undefined
  readonly contender: string
  readonly made: Date
  readonly price: Price | undefined
}

/** The frame of a page of the site: where one is, and the ways to the others. @param up the way to the top: `` or `../` */
export function sitePage(
  about: About,
  { body, lead, title, up }: { readonly title: string; readonly lead: Html; readonly body: Html; readonly up: string },
): string {
  const ways = [
    ['index.html', 'Models'],
    ['runs.html', 'Runs'],
    ['audit.html', 'Audit trail'],
  ].map(([href, text]) => html`<li><a href="${up}${href!}">${text!}</a></li>`)
  return page({
    title: `${title} · ${about.name}`,
    header: html`<h1>${title}</h1><p>${about.name}</p>${lead}<nav aria-label="Pages"><ul>${ways}</ul></nav>`,
    body,
    footer: html`<p>Made by Contender ${about.contender} from the ledger and the tags, ${about.made.toISOString().slice(0, 16).replace('T', ' ')} UTC. Times are in UTC; intervals are of 95 %.</p>`,
    more: { script: BIG_TABLE_SCRIPT, style: SITE_STYLE },
  })
}

/** Where the page of a model stands. Names are anyone's; those of files are ours, and differ also where case does not count. */
export function modelPath(name: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,60}$/.test(name)) return `models/${name}.html`
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
  return `models/${safe}.${sha256(name).slice('sha256:'.length, 'sha256:'.length + 12)}.html`
}

/** Minutes, and what they cost where there is a price: `120.5 min, 0.96 USD`. */
export function sayCost(minutes: number, price: Price | undefined): string {
  const said = `${formatSize(minutes)} min`
  return price === undefined ? said : `${said}, ${sayMoney(minutes, price)}`
}

export function sayMoney(minutes: number, { currency, minute }: Price): string {
  const money = minutes * minute
  return `${money > 0 && money < 0.005 ? 'less than 0.01' : formatNumber(money, 2)} ${currency}`
}

/** Facts in large letters. */
export function cards(facts: readonly (readonly [value: string, what: string])[]): Html {
  return html`<ul class="cards">${facts.map(([value, what]) => html`<li><b>${value}</b>${what}</li>`)}</ul>`
}
