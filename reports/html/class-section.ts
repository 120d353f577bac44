import { count } from '../../core/count.ts'
import type { ClassCurve } from '../charts/classes/class-curve.ts'
import { classCurves } from '../charts/classes/class-curves.ts'
import { type DrawnClasses, drawnClasses, sayNotDrawn } from '../charts/classes/drawn-classes.ts'
import type { Side } from '../charts/side.ts'
import { isolate } from '../isolate.ts'
import { classPicture } from './class-picture.ts'
import { type Html, html, jsonScript, NOTHING } from './html.ts'

/** Pictures of more classes unfold when they are asked for: four of each are long on a phone. */
const MOST_OPEN = 4

/**
 * Curves of each class of a multiclass model against the rest, a picture a class, models over each other; nothing where no model has any.
 *
 * @param sides the candidate first
 * @param id of the page's own
 */
export function classSection(sides: readonly Side[], id: string): Html {
  const drawn = drawnClasses(sides)
  if (drawn === undefined) return NOTHING
  const figures = classCurves(drawn).map((curve, at) => classFigure(curve, drawn, `${id}-${at}`))
  const others = sayNotDrawn(drawn)
  const open = drawn.classes.length <= MOST_OPEN ? html` open` : NOTHING
  return html`<details${open}><summary>Each class against the rest: curves of ${count(drawn.classes.length, 'class', 'classes')}</summary>
${others === '' ? NOTHING : html`<p>${others}</p>`}${figures}</details>`
}

function classFigure(curve: ClassCurve, { models }: DrawnClasses, id: string): Html {
  const { chart, panels } = curve
  const key = models.map(
    ({ colour, name }) => html`<span><i style="background: ${colour}"></i> <bdi>${name}</bdi></span> `,
  )
  const pictures = panels.map((panel) => {
    const said = `${chart.title.replace('each class', 'class')} ${isolate(panel.name)}. ${panel.says}`
    const named = html`<svg role="img" aria-label="${said}" `.html
    const picture = { html: classPicture(curve, panel).html.replace(/^<svg /, () => named) }
    return html`<div class="panel"><p class="name">${panel.name}</p><p class="quiet">${panel.says}</p><div class="picture">${picture}</div></div>`
  })
  return html`<figure id="${id}" class="classes"><figcaption><b>${chart.title}</b><span>${chart.description}</span></figcaption><p class="key">${key}</p>
<div class="panels">${pictures}</div><button type="button" class="take" data-spec="${id}-spec" data-name="${id}.vl.json" hidden>Take along (Vega-Lite)</button>${jsonScript(`${id}-spec`, chart.spec)}</figure>`
}
