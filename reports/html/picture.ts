import { type Html, html } from './html.ts'

/** Pixels, to a tenth. */
export function near(pixels: number): number {
  return Math.round(pixels * 10) / 10
}

/** A picture of its own, which a page that holds it gives a name. */
export function picture(width: number, height: number, content: Html): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="drawn" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`
}
