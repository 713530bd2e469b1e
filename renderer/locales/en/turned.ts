/** The screen turned to the candidate. */
export const turned = {
  turn: 'Turn the screen',
  turnWhat: 'Hide what is confidential, other candidates and notices',
  back: 'Screen for you alone again',
  on: 'Screen turned',
  told: 'The screen is turned. What is confidential, other candidates and notices can not be seen.',
  toldBack: 'The screen is for you alone again.',
  away: 'This can not be seen now',
  awayWhat: 'The screen is turned. Only the dossier that was open can be seen. Press F8 when you look alone again.',
  toDossier: 'To the dossier',
} as const;
