import { DRAWN_STYLE } from './drawn-style.ts'

/** The look of pictures of columns, beside that of all pages. */
export const DRIFT_STYLE = `${DRAWN_STYLE}.decision.watch { border-left-color: #b58900; } .decision ul { margin: 4px 0; padding-left: 20px; } .whole { white-space: nowrap; }
.figures.columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 20px 28px; }
.columns figure { margin: 0; padding: 10px 12px 6px; border: 1px solid var(--line); border-radius: 6px; }
.columns figcaption b, .columns figcaption span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; } .columns figcaption span { -webkit-line-clamp: 5; }
.swatch { display: inline-block; width: 12px; height: 12px; vertical-align: -1px; margin-left: 8px; border-radius: 2px; } .swatch.reference { background: currentColor; opacity: .35; } .swatch.current { background: #0a7bc4; } .key .swatch:first-child { margin-left: 0; }
@media (min-width: 601px) { thead th, thead .right { white-space: normal; max-width: 15em; vertical-align: bottom; } }
@media print { .figures.columns { grid-template-columns: repeat(2, 1fr); } .swatch { print-color-adjust: exact; } }
`
