/** The look of all pages: light and dark, on a phone and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --paper: #fff; --soft: #f6f8fa; --line: #d1d9e0; --good: #0969da; --bad: #b35900; --link: #0969da; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9198a1; --paper: #0d1117; --soft: #151b23; --line: #3d444d; --good: #58a6ff; --bad: #f0883e; --link: #58a6ff; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text); background: var(--paper); }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; padding: 6px 12px; background: var(--paper); z-index: 3; }
header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 28px; } header p { margin: 4px 0; color: var(--quiet); }
footer { padding-top: 24px; padding-bottom: 40px; color: var(--quiet); font-size: 13px; border-top: 1px solid var(--line); margin-top: 40px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 21px; margin: 44px 0 8px; padding-top: 12px; border-top: 1px solid var(--line); overflow-wrap: anywhere; } h3 { font-size: 16px; margin: 28px 0 6px; overflow-wrap: anywhere; }
p, li, blockquote { overflow-wrap: anywhere; } a { color: var(--link); }
nav ul { list-style: none; padding: 0; margin: 14px 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
nav li { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.decision { border: 1px solid var(--line); border-left: 6px solid var(--quiet); border-radius: 6px; background: var(--soft); padding: 12px 16px; margin: 12px 0; }
.decision.pass { border-left-color: var(--good); } .decision.fail { border-left-color: var(--bad); }
.decision p { margin: 4px 0; } .lead { font-size: 17px; font-weight: 600; }
blockquote { margin: 8px 0; padding: 2px 14px; border-left: 4px solid var(--line); color: var(--quiet); }
.scroll { overflow-x: auto; max-width: 100%; margin: 10px 0; } .tall { max-height: 70vh; overflow-y: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } caption { text-align: left; color: var(--quiet); font-size: 13px; padding: 2px 0 6px; }
th, td { padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; min-width: 5.5em; max-width: 34em; }
thead th { font-weight: 600; white-space: nowrap; } tbody th { overflow-wrap: break-word; } tbody th b { font-weight: 600; } .right { text-align: right; white-space: nowrap; min-width: 0; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .quiet { color: var(--quiet); }
.figures { display: flex; flex-wrap: wrap; gap: 24px 32px; align-items: flex-start; } figure { margin: 10px 0; max-width: 100%; min-width: 0; }
figcaption b { display: block; } figcaption span { display: block; color: var(--quiet); font-size: 13px; max-width: 34em; margin-bottom: 6px; overflow-wrap: anywhere; }
figcaption b { overflow-wrap: anywhere; min-width: 5.5em; max-width: 34em; }
.picture { overflow-x: auto; } .picture.late { direction: rtl; } .picture.late svg { direction: ltr; margin-right: auto; } .picture svg { max-width: 100%; height: auto; display: block; } .picture .role-axis-label text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; } .picture [aria-label]:hover { filter: brightness(1.25); }
.take { font: inherit; font-size: 12px; color: var(--quiet); background: none; border: 0; padding: 2px 0; text-decoration: underline; cursor: pointer; }
details { margin: 10px 0; } summary { cursor: pointer; font-weight: 600; }
input[type=search] { font: inherit; padding: 4px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; }
code { font: 13px ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
.tip { position: fixed; z-index: 2; pointer-events: none; max-width: 320px; padding: 4px 8px; border-radius: 6px; background: var(--text); color: var(--paper); font-size: 13px; overflow-wrap: anywhere; }
@media print { :root { --text: #000; --quiet: #444; --paper: #fff; --soft: #fff; --line: #999; } nav ul, .take, .skip, input[type=search] { display: none; } .scroll, .tall { overflow: visible; max-height: none; } .picture svg { min-width: 0 !important; } figure, tr, .decision, figcaption, .panel { break-inside: avoid; } h1, h2, h3, h2 + p, h3 + p, caption, thead, figcaption, figure > .key, summary, .lead { break-after: avoid; } thead { display: table-header-group; } p, li, blockquote { orphans: 3; widows: 3; } .figures:not(.columns) { display: block; orphans: 1; widows: 1; } .figures:not(.columns) > figure { display: inline-block; vertical-align: top; margin-right: 24px; } .lineage svg { max-width: 100%; height: auto; } body { font-size: 11pt; } header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  table { font-size: 8.5pt; line-height: 1.35; } th, td { padding: 3px 8px 3px 0; min-width: 0; max-width: none; white-space: normal !important; } thead th, td.right { overflow-wrap: break-word; } tbody th { overflow-wrap: anywhere; } td code { font-size: 8pt; } }
@media (max-width: 600px) { header, main, footer { padding-left: 14px; padding-right: 14px; } h1 { font-size: 21px; } th, td { padding-right: 10px; overflow-wrap: break-word; max-width: 16em; } }
`
