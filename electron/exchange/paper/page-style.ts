/**
 * How the paper looks (LOOK.md on A4): dark ink on white, hairlines, one colour, big name. Everything also reads in black
 * and white. On a screen, in the preview, the same page lies as a sheet.
 */
export const FONT_FAMILY = 'Jobport Paper';

export const PAGE_STYLE = `
:root {
  --ink: #1b2a2f; --ink-2: #4c5d63; --line: #d9d5cb; --petrol: #0e4f5c; --wash: #e8f1f2;
}
@page { size: A4; margin: 17mm 18mm 22mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body {
  margin: 0; color: var(--ink); background: #fff;
  font: 400 10pt/1.45 '${FONT_FAMILY}', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; orphans: 3; widows: 3;
}
h1, h2, h3, p, dl, dd, ol, ul, table, figure { margin: 0; padding: 0; }
ol, ul { list-style: none; }
a { color: var(--petrol); text-decoration: underline; text-underline-offset: 2px; }

.letterhead { display: flex; align-items: center; gap: 4mm; padding-bottom: 4mm; border-bottom: 0.6pt solid var(--line); }
.letterhead img { max-height: 15mm; max-width: 42mm; object-fit: contain; }
.letterhead .organisation { flex: 1; font-size: 9pt; line-height: 1.35; color: var(--ink-2); }
.letterhead b { display: block; font-size: 11pt; color: var(--ink); }
.letterhead .meant { text-align: right; font-size: 9pt; line-height: 1.35; color: var(--ink-2); max-width: 70mm; }
.letterhead .meant b { font-size: 10pt; }

.head { padding: 7mm 0 1mm; }
.kind { color: var(--petrol); font-weight: 650; font-size: 10.5pt; }
h1 { font-size: 28pt; line-height: 1.12; font-weight: 700; letter-spacing: -0.01em; margin-top: 0.5mm; }
.summary { margin-top: 1.5mm; font-size: 11pt; color: var(--ink-2); }
.intro { margin-top: 4mm; padding: 2.5mm 3.5mm; background: var(--wash); border-left: 1.2mm solid var(--petrol); }

section { margin-top: 5.5mm; padding-top: 2.6mm; border-top: 0.6pt solid var(--line); }
h2 { font-size: 13pt; line-height: 1.25; font-weight: 700; color: var(--petrol); margin-bottom: 2mm; break-after: avoid; }
h3 { font-size: 10.5pt; line-height: 1.35; font-weight: 700; break-after: avoid; }
.group + .group { margin-top: 4mm; }
.group > h3 { margin-bottom: 0.5mm; }
.quiet { color: var(--ink-2); }
.small { font-size: 9pt; color: var(--ink-2); }
.notice { margin-bottom: 2.5mm; font-size: 9pt; color: var(--ink-2); break-after: avoid; }

.after { margin-top: 1mm; break-before: avoid; }
.after + .after { margin-top: 0; }
table + .long, .dots + .long { margin-top: 2.5mm; }
.long + table { margin-top: 1.5mm; }
section[aria-labelledby^='access-'] > table th:first-child { width: 24%; }

/* The heading comes first for who listens; the period stands left of it for who looks. */
.entry { display: grid; grid-template-columns: 36mm 1fr; column-gap: 5mm; break-inside: avoid; }
.entry + .entry { margin-top: 3.5mm; }
.entry > * { grid-column: 2; }
.entry > .period { grid-column: 1; grid-row: 1 / span 5; color: var(--ink-2); font-size: 9.5pt; line-height: 1.5; }
.entry > h3 { grid-row: 1; }
.entry > .long { margin-top: 0.8mm; }

.facts { display: grid; grid-template-columns: 1fr 1fr; column-gap: 8mm; row-gap: 1.6mm; }
.facts > div { display: grid; grid-template-columns: 36mm 1fr; column-gap: 5mm; break-inside: avoid; }
.facts dt, th { color: var(--ink-2); font-weight: 400; }
.facts .wide { grid-column: 1 / -1; }
.facts.single { grid-template-columns: 1fr; row-gap: 1.1mm; }

table { border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 1.3mm 4mm 1.3mm 0; border-bottom: 0.5pt solid var(--line); }
.group > table th:first-child { width: 30%; }
thead th { font-size: 9pt; white-space: nowrap; border-bottom: 0.8pt solid var(--ink-2); }
tbody th { color: var(--ink); font-weight: 600; }
th .small { font-weight: 400; }
tr > :last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.level { white-space: nowrap; }
.level svg { width: 8.5mm; height: 2.4mm; margin-right: 1.5mm; vertical-align: 0; }

.names { columns: 2; column-gap: 8mm; list-style: disc; padding-left: 4mm; }
.names > li::marker { color: var(--petrol); }
.names > li { break-inside: avoid; }
.links > li + li { margin-top: 1.5mm; }
.links > li { break-inside: avoid; }

.chart { display: grid; grid-template-columns: 88mm 1fr; column-gap: 8mm; align-items: center; break-inside: avoid; }
.chart + .chart { margin-top: 5mm; }
.chart svg { width: 100%; height: auto; display: block; }
.chart figcaption { grid-column: 1 / -1; margin-bottom: 2mm; }
.chart th, .chart td { padding-top: 0.9mm; padding-bottom: 0.9mm; }
.week { grid-template-columns: 78mm 1fr; align-items: start; margin-bottom: 2mm; }
.week .facts { align-self: start; }
.week + .facts { margin-top: 3mm; }
svg text { font-family: inherit; }
.names + figure { margin-top: 4mm; }

.letter { padding-top: 4mm; font-size: 11pt; line-height: 1.5; }
.letter > p, .letter > ul { margin-top: 3.5mm; }
.letter .to { margin: 10mm 0 12mm; }
.letter .subject { font-size: 14pt; margin: 7mm 0 5mm; }
.letter h2 { margin-top: 5mm; margin-bottom: 0; }
.dots { list-style: disc; padding-left: 5mm; }

.closing { break-inside: avoid; break-before: avoid; font-size: 9pt; color: var(--ink-2); }
.closing h2 { font-size: 10.5pt; color: var(--ink); margin-bottom: 1mm; }
.closing p + p { margin-top: 1.5mm; }

@media screen {
  html { background: #fbfaf7; }
  body { max-width: 210mm; margin: 8mm auto; padding: 17mm 18mm 22mm; border: 1px solid #e4e1d9; }
}
`;
