/** Reports on the own caseload. */
export const reports = {
  title: 'Overzichten',
  period: 'Periode',
  span: { month: 'Maand', quarter: 'Kwartaal', year: 'Jaar', own: 'Eigen dagen' },
  from: 'Vanaf',
  until: 'Tot en met',
  wrongWay: 'De eerste dag ligt na de laatste. Kies een andere dag.',
  print: 'Afdrukken',
  save: 'Bewaar als tabel (CSV)',
  saved: 'De tabel is bewaard.',
  small:
    'Over iedereen die op deze laptop staat. Een aantal onder de vijf staat er niet, en ook niet wat het zou verraden: dan is iemand te herkennen.',
  most: 'Het meest: {{what}} ({{count}})',
  nothing: 'Er is hier nergens vijf of meer van.',
  hidden: 'niet getoond',
  row: 'Regel',
  count: 'Aantal',
} as const;
