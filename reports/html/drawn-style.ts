/** The look of pictures that are drawn without Vega. */
export const DRAWN_STYLE = `
.drawn { width: 100%; height: auto; overflow: visible; } .drawn text { font: 11.5px system-ui, -apple-system, "Segoe UI", sans-serif; fill: currentColor; } .drawn .soft { fill: var(--quiet); }
.bin { fill: currentColor; fill-opacity: 0; } .bin:hover { fill-opacity: .14; }
.key { color: var(--quiet); font-size: 13px; }
@media print { .drawn { print-color-adjust: exact; } }
`
