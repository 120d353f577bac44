import { sha256 } from '../../core/sha256.ts'
import { type Html, html } from './html.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'

/**
 * A whole page, which asks nothing of any network: the browser is told to let it.
 *
 * @param look beside that of all pages
 * @param more script and look beside those of all pages, of one that loads files of its own site
 */
export function page({
  body,
  footer,
  header,
  look = '',
  more,
  title,
}: {
  readonly title: string
  readonly header: Html
  readonly body: Html
  readonly footer: Html
  readonly look?: string
  readonly more?: { readonly script: string; readonly style: string } | undefined
}): string {
  const script = SCRIPT + (more?.script ?? '')
  const style = STYLE + look + (more?.style ?? '')
  const loads = more === undefined ? '' : " connect-src 'self';"
  const hash = Buffer.from(sha256(script).slice('sha256:'.length), 'hex').toString('base64')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; img-src data:;${loads} base-uri 'none'; form-action 'none'`
  const whole = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${{ html: style }}</style></head>
<body><a class="skip" href="#main">Skip to the content</a><header>${header}</header><main id="main">${body}</main><footer>${footer}</footer><script>${{ html: script }}</script></body></html>
`
  return whole.html
}
