/** The look of pictures of classes, one below the other on a phone, beside that of all pages. */
export const CLASS_STYLE = `
.classes { margin: 18px 0 26px; } .classes .key { margin: 4px 0; } .classes .key span { display: inline-block; margin-right: 14px; overflow-wrap: anywhere; } .classes .key i { display: inline-block; width: 12px; height: 12px; vertical-align: -1px; border-radius: 2px; print-color-adjust: exact; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 16px 20px; } .panel { min-width: 0; max-width: 320px; break-inside: avoid; }
.panel p { margin: 0; font-size: 13px; } .panel .name { font-weight: 600; font-size: 14px; } .panel .name, .panel .quiet { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
@media print { figure.classes { break-inside: auto; } .panels { grid-template-columns: repeat(3, 1fr); } }
`
