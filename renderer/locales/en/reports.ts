/** Reports on the own caseload. */
export const reports = {
  title: 'Reports',
  period: 'Period',
  span: { month: 'Month', quarter: 'Quarter', year: 'Year', own: 'Own days' },
  from: 'From',
  until: 'Until',
  wrongWay: 'The first day is after the last. Choose another day.',
  print: 'Print',
  save: 'Save as a table (CSV)',
  saved: 'The table was saved.',
  small:
    'About everybody on this laptop. A number below five is not here, nor what would give it away: somebody could be recognised by it.',
  most: 'Most: {{what}} ({{count}})',
  nothing: 'There are five or more of nothing here.',
  hidden: 'not shown',
  row: 'Row',
  count: 'Count',
};
