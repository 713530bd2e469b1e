/** What the demo says in two languages. Both are chosen by the same throw, so a seed gives the same people in both. */
export type DemoLanguage = 'nl' | 'en';
export type Text = readonly [nl: string, en: string];

export const say = (text: Text, language: DemoLanguage): string => (language === 'nl' ? text[0] : text[1]);
