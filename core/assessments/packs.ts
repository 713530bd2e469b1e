/**
 * Questionnaires of others, taken in from files as their makers or others published them. Known are: a definition as written down in
 * definition.ts, the O*NET Interest Profiler Short Form as a list of items, and the IPIP-NEO-120 as in the files of
 * `@alheimsins/b5-johnson-120-ipip-neo-pi-r`. Each file becomes a definition that passes the same check as ours, or a reason why not; nothing
 * is guessed. What is asked stays in the words of the file; how scales are called and what they mean is said in ours.
 */
import { z } from 'zod';
import { RIASEC } from '../domain/concepts.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Language } from '../domain/words/words.ts';
import { definitionKey, definitionSchema, type Definition } from './definition.ts';

/** `folder` is the name of the folder it stands in: in the IPIP files that is the language. */
export type PackFile = { readonly name: string; readonly folder: string; readonly text: string };
export const PACK_REASONS = [
  'notJson',
  'unknownFile',
  'noQuestions',
  'questionsMissing',
  'languageUnknown',
  'doesNotFit',
  'otherContent',
] as const;
export type PackReason = (typeof PACK_REASONS)[number];
/** `detail` names what does not fit, in the words of definition.ts; a pack holds nothing about anybody. */
export type PackProblem = { readonly file: string; readonly reason: PackReason; readonly detail: string };

const onetFile = z.looseObject({
  instrument: z.string().regex(/interest profiler/i),
  items: z.array(z.looseObject({ index: z.int(), area: z.enum(['R', 'I', 'A', 'S', 'E', 'C']), text_en: z.string() })),
  response_scale: z.array(z.tuple([z.int().min(0).max(9), z.string()])).optional(),
});
const ipipFile = z.array(
  z.looseObject({
    id: z.string(),
    text: z.string(),
    keyed: z.enum(['plus', 'minus']),
    domain: z.enum(['N', 'E', 'O', 'A', 'C']),
    facet: z.int().min(1).max(6),
  }),
);
const ipipChoices = z.looseObject({ plus: z.array(z.looseObject({ text: z.string(), score: z.int() })).length(5) });

type Read = { readonly packs: readonly Definition[]; readonly problems: readonly PackProblem[] };

export function readPacks(files: readonly PackFile[]): Read {
  const packs: Definition[] = [];
  const problems: PackProblem[] = [];
  const refuse = (file: PackFile, reason: PackReason, detail = '') =>
    problems.push({ file: file.name, reason, detail });
  const parsed = files.flatMap((file) => {
    try {
      return [{ file, json: JSON.parse(file.text.replace(/^\ufeff/, '')) as unknown }];
    } catch {
      refuse(file, 'notJson');
      return [];
    }
  });
  const choices = parsed.filter(({ json }) => ipipChoices.safeParse(json).success);
  for (const { file, json } of parsed) {
    if (choices.some((each) => each.file === file)) {
      if (!parsed.some((each) => ipipFile.safeParse(each.json).success)) refuse(file, 'noQuestions');
      continue;
    }
    const made = definitionOf(file, json, (folder) => choices.find((each) => each.file.folder === folder)?.json);
    if (!made.ok) {
      refuse(file, made.error.type, made.error.detail);
      continue;
    }
    const same = packs.findIndex((each) => definitionKey(each) === definitionKey(made.value));
    const before = packs[same];
    if (!before) {
      packs.push(made.value);
      continue;
    }
    const both = withLanguagesOf(before, made.value);
    if (both) packs[same] = both;
    else refuse(file, 'otherContent');
  }
  return { packs, problems };
}

type Refusal = { readonly type: PackReason; readonly detail: string };

function definitionOf(
  file: PackFile,
  json: unknown,
  choicesOf: (folder: string) => unknown,
): Result<Definition, Refusal> {
  const asOnet = onetFile.safeParse(json);
  if (asOnet.success) return checked(fromOnet(asOnet.data));
  const asIpip = ipipFile.safeParse(json);
  if (asIpip.success && asIpip.data.length > 0) {
    if (asIpip.data.length !== 120) return err({ type: 'questionsMissing', detail: String(asIpip.data.length) });
    const language = ipipLanguage(file, asIpip.data);
    if (!language) return err({ type: 'languageUnknown', detail: '' });
    const found = ipipChoices.safeParse(choicesOf(file.folder));
    return checked(fromIpip(asIpip.data, language, found.success ? found.data.plus.map(({ text }) => text) : null));
  }
  if (typeof json === 'object' && json !== null && 'format' in json) return checked(json);
  return err({ type: 'unknownFile', detail: '' });
}

function checked(made: unknown): Result<Definition, Refusal> {
  const found = definitionSchema.safeParse(made);
  if (found.success) return ok(found.data);
  const [issue] = found.error.issues;
  const where = issue?.path.join('.') ?? '';
  return err({ type: 'doesNotFit', detail: (where || (issue?.message ?? '')).slice(0, 120) });
}

/** The same questionnaire with another language version beside it; null when they do not ask the same. What is newer wins. */
export function withLanguagesOf(before: Definition, added: Definition): Definition | null {
  const shapeOf = ({ items, scales, choices, mayMiss, rank }: Definition) =>
    JSON.stringify([
      items.map(({ id }) => id),
      scales.map(({ id, items: of, partOf, riasec, behaviour }) => [
        id,
        of.map(({ item, reversed }) => [item, reversed ?? false]),
        partOf,
        riasec,
        behaviour,
      ]),
      choices.map(({ value, unknown }) => [value, unknown]),
      mayMiss,
      rank,
    ]);
  if (definitionKey(before) !== definitionKey(added) || shapeOf(before) !== shapeOf(added)) return null;
  return {
    ...before,
    ...added,
    title: { ...before.title, ...added.title },
    intro: { ...before.intro, ...added.intro },
    instruction: { ...before.instruction, ...added.instruction },
    meaning: { ...before.meaning, ...added.meaning },
    caution: { ...before.caution, ...added.caution },
    languages: { ...before.languages, ...added.languages },
    items: added.items.map((item, index) => ({ ...item, text: { ...before.items[index]?.text, ...item.text } })),
    choices: added.choices.map((choice, index) => ({
      ...choice,
      label: { ...before.choices[index]?.label, ...choice.label },
    })),
    scales: added.scales.map((scale, index) => ({
      ...scale,
      name: { ...before.scales[index]?.name, ...scale.name },
      about: { ...before.scales[index]?.about, ...scale.about },
    })),
  };
}

const RIASEC_SAID: Readonly<
  Record<(typeof RIASEC)[number], { nl: string; en: string; aboutNl: string; aboutEn: string }>
> = {
  realistic: {
    nl: 'Praktisch',
    en: 'Realistic',
    aboutNl: 'Werken met handen, gereedschap, machines, planten of dieren.',
    aboutEn: 'Working with hands, tools, machines, plants or animals.',
  },
  investigative: {
    nl: 'Onderzoekend',
    en: 'Investigative',
    aboutNl: 'Uitzoeken hoe iets zit, meten en nadenken.',
    aboutEn: 'Finding out how things work, measuring and thinking.',
  },
  artistic: {
    nl: 'Artistiek',
    en: 'Artistic',
    aboutNl: 'Iets nieuws maken of bedenken, zonder veel vaste regels.',
    aboutEn: 'Making or inventing something new, without many fixed rules.',
  },
  social: {
    nl: 'Sociaal',
    en: 'Social',
    aboutNl: 'Mensen helpen, leren of verzorgen.',
    aboutEn: 'Helping, teaching or caring for people.',
  },
  enterprising: {
    nl: 'Ondernemend',
    en: 'Enterprising',
    aboutNl: 'Het voortouw nemen, overtuigen en zaken regelen.',
    aboutEn: 'Taking the lead, persuading and getting things going.',
  },
  conventional: {
    nl: 'Conventioneel',
    en: 'Conventional',
    aboutNl: 'Werken met duidelijke regels, cijfers en gegevens.',
    aboutEn: 'Working with clear rules, figures and data.',
  },
};
const CAUTION = {
  nl: 'Hier staan geen Nederlandse normen bij. Een score is dus niet hoog of laag vergeleken met anderen. Gebruik de uitkomst alleen om er samen over te praten, nooit om mensen te kiezen of te rangschikken.',
  en: 'No norms come with it here. So a score is not high or low compared with others. Use the outcome only to talk about together, never to choose between people or to rank them.',
};

function fromOnet({ items, response_scale: scale }: z.output<typeof onetFile>): unknown {
  const ordered = items.toSorted((a, b) => a.index - b.index);
  const choices = scale ?? [1, 2, 3, 4, 5].map((value) => [value, ONET_CHOICES[value - 1] ?? ''] as const);
  return {
    format: 'jobport-assessment-1',
    id: 'onet.interest-profiler-short-form',
    version: '1',
    measures: 'interests',
    title: { en: 'O*NET Interest Profiler Short Form', nl: 'O*NET Interest Profiler (kort, Engels)' },
    intro: {
      en: `You will read about ${items.length} things that people do at work. For each, choose how you would feel about doing it. It does not matter whether you can do it or trained for it.`,
      nl: `Je leest ${items.length} dingen die mensen in hun werk doen, in het Engels. Bij elk kies je hoe je het zou vinden om te doen. Het gaat er niet om of je het kunt of ervoor geleerd hebt.`,
    },
    instruction: { en: 'How would you feel about doing this?', nl: 'Hoe zou je dit vinden om te doen?' },
    meaning: {
      en: 'The outcome shows what somebody says they like, in six kinds of work. It does not say what they can do. Each kind is the sum of ten answers of 1 to 5, so 10 to 50; the website of O*NET counts 0 to 4 and shows ten points less.',
      nl: 'De uitkomst laat zien wat iemand zegt leuk te vinden, in zes soorten werk. Het zegt niet wat iemand kan. Elke soort is de som van tien antwoorden van 1 tot 5, dus 10 tot 50; de website van O*NET telt 0 tot 4 en laat tien punten minder zien.',
    },
    caution: CAUTION,
    source: {
      en: 'O*NET® Interest Profiler Short Form, U.S. Department of Labor, Employment and Training Administration (USDOL/ETA); Rounds, Su, Lewis & Rivkin (2010).',
    },
    licence: {
      en: 'O*NET Career Exploration Tools, © USDOL/ETA, CC BY 4.0; O*NET® is a trademark of USDOL/ETA, which has not approved, endorsed or tested this program. For career exploration, not for selection.',
    },
    languages: { en: 'original' },
    choices: choices.map(([value, label]) => ({ value, label: { en: label } })),
    items: ordered.map(({ index, text_en: text }) => ({ id: `q${index}`, text: { en: text } })),
    scales: RIASEC.map((each) => ({
      id: each,
      name: { nl: RIASEC_SAID[each].nl, en: RIASEC_SAID[each].en },
      about: { nl: RIASEC_SAID[each].aboutNl, en: RIASEC_SAID[each].aboutEn },
      items: ordered.flatMap(({ index, area }) => (area === each[0]?.toUpperCase() ? [{ item: `q${index}` }] : [])),
      riasec: each,
    })),
    mayMiss: 0,
    norms: [],
  };
}
const ONET_CHOICES = ['Strongly dislike', 'Dislike', 'Unsure', 'Like', 'Strongly like'];

type Domain = 'N' | 'E' | 'O' | 'A' | 'C';
/** Names of the five domains and their facets: in English as they are published, in Dutch in our own words. */
const IPIP_SAID: Readonly<
  Record<Domain, { nl: string; en: string; aboutNl: string; aboutEn: string; facets: readonly [string, string][] }>
> = {
  N: {
    nl: 'Gevoelig voor spanning',
    en: 'Neuroticism',
    aboutNl: 'Snel bezorgd, boos of somber zijn, tegenover rustig blijven.',
    aboutEn: 'Being quickly worried, angry or sad, as against staying calm.',
    facets: [
      ['Bezorgdheid', 'Anxiety'],
      ['Boosheid', 'Anger'],
      ['Somberheid', 'Depression'],
      ['Verlegenheid', 'Self-consciousness'],
      ['Moeite met maat houden', 'Immoderation'],
      ['Kwetsbaarheid', 'Vulnerability'],
    ],
  },
  E: {
    nl: 'Naar buiten gericht',
    en: 'Extraversion',
    aboutNl: 'Energie halen uit mensen en drukte, tegenover graag rustig en alleen zijn.',
    aboutEn: 'Getting energy from people and bustle, as against liking quiet and being alone.',
    facets: [
      ['Vriendelijkheid', 'Friendliness'],
      ['Gezelligheid', 'Gregariousness'],
      ['Voortouw nemen', 'Assertiveness'],
      ['Bezig zijn', 'Activity level'],
      ['Spanning zoeken', 'Excitement-seeking'],
      ['Vrolijkheid', 'Cheerfulness'],
    ],
  },
  O: {
    nl: 'Open voor nieuwe dingen',
    en: 'Openness to experience',
    aboutNl: 'Nieuwsgierig zijn naar ideeën, kunst en verandering, tegenover houden van wat bekend is.',
    aboutEn: 'Being curious about ideas, art and change, as against liking what is known.',
    facets: [
      ['Verbeelding', 'Imagination'],
      ['Oog voor kunst', 'Artistic interests'],
      ['Gevoel', 'Emotionality'],
      ['Avontuurlijkheid', 'Adventurousness'],
      ['Nadenken over ideeën', 'Intellect'],
      ['Ruimdenkendheid', 'Liberalism'],
    ],
  },
  A: {
    nl: 'Vriendelijk voor anderen',
    en: 'Agreeableness',
    aboutNl: 'Meegaand en behulpzaam zijn, tegenover kritisch en voor jezelf opkomen.',
    aboutEn: 'Being easy-going and helpful, as against critical and standing up for yourself.',
    facets: [
      ['Vertrouwen', 'Trust'],
      ['Oprechtheid', 'Morality'],
      ['Behulpzaamheid', 'Altruism'],
      ['Meewerken', 'Cooperation'],
      ['Bescheidenheid', 'Modesty'],
      ['Meeleven', 'Sympathy'],
    ],
  },
  C: {
    nl: 'Zorgvuldig',
    en: 'Conscientiousness',
    aboutNl: 'Geordend en doelgericht werken, tegenover losjes en in het moment.',
    aboutEn: 'Working in an orderly way towards a goal, as against loosely and in the moment.',
    facets: [
      ['Vertrouwen in eigen kunnen', 'Self-efficacy'],
      ['Orde', 'Orderliness'],
      ['Plichtsgevoel', 'Dutifulness'],
      ['Streven', 'Achievement-striving'],
      ['Doorzetten', 'Self-discipline'],
      ['Eerst denken', 'Cautiousness'],
    ],
  },
};
const IPIP_CHOICES: Readonly<Record<Language, readonly string[]>> = {
  nl: ['Past helemaal niet bij mij', 'Past niet zo bij mij', 'Tussenin', 'Past wel bij mij', 'Past helemaal bij mij'],
  en: [
    'Very inaccurate',
    'Moderately inaccurate',
    'Neither accurate nor inaccurate',
    'Moderately accurate',
    'Very accurate',
  ],
};

/** By the folder it stands in, or by small words that the other language does not have. */
function ipipLanguage({ folder }: PackFile, items: z.output<typeof ipipFile>): Language | null {
  if (folder === 'nl' || folder === 'en') return folder;
  const text = items.map((each) => each.text).join(' ');
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  const [dutch, english] = [count(/\b(?:de|het|een|ik|mij|niet|van)\b/gi), count(/\b(?:the|a|of|my|am|to|not)\b/gi)];
  if (Math.max(dutch, english) < 20 || dutch === english) return null;
  return dutch > english ? 'nl' : 'en';
}

function fromIpip(items: z.output<typeof ipipFile>, language: Language, labels: readonly string[] | null): unknown {
  const scaleOf = (
    of: typeof items,
    id: string,
    name: readonly [string, string],
    about: readonly [string, string],
    partOf?: Domain,
  ) => ({
    id,
    name: { nl: name[0], en: name[1] },
    about: { nl: about[0], en: about[1] },
    items: of.map((each) => ({
      item: `i${items.indexOf(each) + 1}`,
      ...(each.keyed === 'minus' ? { reversed: true } : {}),
    })),
    ...(partOf ? { partOf } : {}),
  });
  const domains = Object.entries(IPIP_SAID) as [Domain, (typeof IPIP_SAID)[Domain]][];
  return {
    format: 'jobport-assessment-1',
    id: 'ipip.neo-120',
    version: '1',
    measures: 'personality',
    title: { nl: 'IPIP-NEO-120: persoonlijkheid', en: 'IPIP-NEO-120: personality' },
    intro: {
      nl: 'Je leest 120 korte zinnen over hoe mensen zijn. Bij elk kies je hoe goed die bij jou past, zoals je nu meestal bent. Er zijn geen goede of foute antwoorden. Het duurt ongeveer 20 minuten. Je kunt altijd stoppen en later verder gaan.',
      en: 'You will read 120 short phrases about what people are like. For each, choose how well it fits you, as you generally are now. There are no right or wrong answers. It takes about 20 minutes. You can always stop and go on later.',
    },
    instruction: { nl: 'Hoe goed past dit bij jou?', en: 'How accurately does this describe you?' },
    meaning: {
      nl: 'De uitkomst is hoe iemand zichzelf beschrijft: vijf grote eigenschappen, elk met zes kanten. Er is geen goed of slecht; wat past, hangt af van het werk en van de plek.',
      en: 'The outcome is how somebody describes themselves: five broad traits, each with six sides. There is no good or bad; what fits depends on the work and the place.',
    },
    caution: {
      nl: `${CAUTION.nl} Vier vragen gaan over politiek en gezag. Niemand hoeft die te beantwoorden: dan krijgen alleen ‘Ruimdenkendheid’ en het totaal ‘Open voor nieuwe dingen’ geen score.`,
      en: `${CAUTION.en} Four questions are about politics and authority. Nobody has to answer them: then only “Liberalism” and the total “Openness to experience” get no score.`,
    },
    source: {
      en: 'Johnson, J. A. (2014), Journal of Research in Personality 51, 78–89; items: International Personality Item Pool, ipip.ori.org. File: @alheimsins/b5-johnson-120-ipip-neo-pi-r.',
    },
    licence: {
      en: 'Items: public domain (IPIP). File: MIT, © 2017 Geir Gåsodden. The Dutch translation is the work of volunteers.',
    },
    languages: { [language]: language === 'en' ? 'original' : 'adaptation' },
    choices: (labels ?? IPIP_CHOICES[language]).map((label, index) => ({
      value: index + 1,
      label: { [language]: label },
    })),
    items: items.map(({ text }, index) => ({ id: `i${index + 1}`, text: { [language]: text } })),
    scales: domains.flatMap(([domain, { nl, en, aboutNl, aboutEn, facets }]) => {
      const of = items.filter((each) => each.domain === domain);
      return [
        scaleOf(of, domain, [nl, en], [aboutNl, aboutEn]),
        ...facets.map((name, index) =>
          scaleOf(
            of.filter(({ facet }) => facet === index + 1),
            `${domain}${index + 1}`,
            name,
            [`Een kant van: ${nl}`, `A side of: ${en}`],
            domain,
          ),
        ),
      ];
    }),
    mayMiss: 0,
    norms: [],
  };
}
