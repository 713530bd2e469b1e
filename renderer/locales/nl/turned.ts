/** The screen turned to the candidate. */
export const turned = {
  turn: 'Draai het scherm',
  turnWhat: 'Verberg wat vertrouwelijk is, andere kandidaten en meldingen',
  back: 'Scherm weer voor jou alleen',
  on: 'Scherm gedraaid',
  told: 'Het scherm is gedraaid. Wat vertrouwelijk is, andere kandidaten en meldingen zijn niet te zien.',
  toldBack: 'Het scherm is weer voor jou alleen.',
  away: 'Dit is nu niet te zien',
  awayWhat: 'Het scherm is gedraaid. Alleen het dossier dat open was, is te zien. Druk op F8 als je weer alleen kijkt.',
  toDossier: 'Naar het dossier',
} as const;
