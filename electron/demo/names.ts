/**
 * Who lives in Reigerveen: given names and surnames by the language people grew up with, combined at random, so nobody
 * in particular. Written as their owners write them (Zoë, Şahin, Łukasz), with Dutch prefixes in their own field.
 *
 * Where somebody comes from is never recorded (DOMAIN.md); only the languages they speak and where they worked.
 */
import type { Random } from './random.ts';
import type { Text } from './texts.ts';

type Surname = readonly [prefix: string | null, surname: string];
export type Community = {
  readonly weight: number;
  readonly given: readonly string[];
  readonly surnames: readonly Surname[];
  readonly tongue: { readonly name: Text; readonly code: string };
  /** Other languages that are often spoken, besides Dutch. */
  readonly also: readonly { readonly name: Text; readonly code: string }[];
  /** In a hundred, how many came to the Netherlands as an adult; and from where. */
  readonly newcomers: number;
  readonly country: Text;
};

const surnames = (words: string): Surname[] =>
  words.split('|').map((word) => {
    const [surname = '', prefix] = word.split(', ');
    return [prefix ?? null, surname];
  });
const given = (words: string) => words.split(' ');

const tongue = (nl: string, en: string, code: string) => ({ name: [nl, en] as const, code });
export const DUTCH = tongue('Nederlands', 'Dutch', 'nld');
export const ENGLISH = tongue('Engels', 'English', 'eng');
const GERMAN = tongue('Duits', 'German', 'deu');
const FRENCH = tongue('Frans', 'French', 'fra');
const ARABIC = tongue('Arabisch', 'Arabic', 'ara');
const RUSSIAN = tongue('Russisch', 'Russian', 'rus');
const SRANAN = tongue('Sranantongo', 'Sranan Tongo', 'srn');

const NETHERLANDS: Text = ['Nederland', 'the Netherlands'];

export const COMMUNITIES: readonly Community[] = [
  {
    weight: 46,
    given: given(
      'Zoë Daan Femke Jürgen Anouk Ruben Maaike Thijs Noémie Bram Ilse Gijs Loïs Pieter Marloes Sjoerd Renée Henk Wilma ' +
        'Joost Geert Ans Tineke Koen Mariëlle Fleur Jesse Roos Wouter Saskia Chloé Björn Hanneke Casper Yvonne Dirk',
    ),
    surnames: surnames(
      "Boer, de|Jansen|Jansen|Vries, de|Berg, van den|Berg, van der|Hof, van 't|Veld, in 't|Dries, op den|Wal, van der|" +
        'IJsbrandij|IJzerman|Bruin, de|Zwart, de|Groot, de|Brink, ten|Horst, ter|Molenaar|Visser|Bakker|Bakker|Dijk, van|' +
        "Smit|Smits|Heuvel, van den|Graaf, de|Hoekstra|Postma|Oever, van den|Wolde, ten|Lange, de|Haan, den|Hart, 't|" +
        'Jansen-de Wit|Vries-van den Brink, de|Müller|Bouwhuis|Klaver|Bosch, uit de|Zandstra',
    ),
    tongue: DUTCH,
    also: [ENGLISH, GERMAN],
    newcomers: 0,
    country: NETHERLANDS,
  },
  {
    weight: 9,
    given: given('Emre Ayşe Mehmet Elif Çağla Hüseyin Fatma Oğuz Şeyma İbrahim Gül Yiğit Nuray Ömer'),
    surnames: surnames('Şahin|Yılmaz|Çelik|Öztürk|Aydın|Koç|Güneş|Doğan|Kılıç|Çetin'),
    tongue: tongue('Turks', 'Turkish', 'tur'),
    also: [ENGLISH, GERMAN],
    newcomers: 25,
    country: ['Turkije', 'Turkey'],
  },
  {
    weight: 9,
    given: given('Yasmin Mohamed Fatima Youssef Khadija Bilal Naïma Hamza Loubna Rachid Samira Ilyas Nour Karim'),
    surnames: surnames(
      'Amrani, el|Idrissi, el|Haddou, ben|Lahcen, ait|Bouzid|Khattabi, el|Tahiri|Ouali, el|Zerouali|Jansen-El Amrani',
    ),
    tongue: tongue('Tarifit', 'Tarifit', 'rif'),
    also: [ARABIC, FRENCH, ENGLISH],
    newcomers: 20,
    country: ['Marokko', 'Morocco'],
  },
  {
    weight: 7,
    given: given('Shanti Ricardo Sharita Dewi Orlando Anushka Marlon Priya Kenneth Indra Wendell Romana'),
    surnames: surnames('Ramdin|Kartosen|Bihari|Pinas|Doekhi|Blokland|Kromo-Wijaya|Sewnath|Landveld|Tjin A Loi'),
    tongue: DUTCH,
    also: [SRANAN, ENGLISH],
    newcomers: 30,
    country: ['Suriname', 'Suriname'],
  },
  {
    weight: 3,
    given: given('Jeandro Shurandy Solange Gillermo Mayra Rutsel'),
    surnames: surnames('Martina|Maduro-Pieters|Winklaar|Rosalina|Palm, de'),
    tongue: tongue('Papiaments', 'Papiamento', 'pap'),
    also: [ENGLISH, tongue('Spaans', 'Spanish', 'spa')],
    newcomers: 50,
    country: ['Curaçao', 'Curaçao'],
  },
  {
    weight: 6,
    given: given('Łukasz Agnieszka Paweł Małgorzata Tomasz Kasia Michał Zofia Grzegorz Świętosława'),
    surnames: surnames('Wiśniewski|Kowalczyk|Dąbrowska|Zieliński|Łuczak|Szymański|Wójcik|Źródło|Ćwikła'),
    tongue: tongue('Pools', 'Polish', 'pol'),
    also: [GERMAN, ENGLISH],
    newcomers: 85,
    country: ['Polen', 'Poland'],
  },
  {
    weight: 6,
    given: given('Rania Omar Layla Khaled Hala Anas Maryam Ziad Dima Bassel'),
    surnames: surnames('Hamwi, al|Masri, al|Darwish|Khoury|Sabbagh|Nassar|Halabi, al|Barakat|Ahmad, al'),
    tongue: ARABIC,
    also: [ENGLISH, tongue('Koerdisch', 'Kurdish', 'kur')],
    newcomers: 90,
    country: ['Syrië', 'Syria'],
  },
  {
    weight: 5,
    given: given('Selam Yonas Mehret Filmon Rahwa Tesfay Semhar Abel Luwam Kidane'),
    surnames: surnames('Tekle|Ghebremedhin|Haile|Weldu|Abraha|Kiflay|Mebrahtu|Tesfamariam'),
    tongue: tongue('Tigrinya', 'Tigrinya', 'tir'),
    also: [ENGLISH, ARABIC],
    newcomers: 92,
    country: ['Eritrea', 'Eritrea'],
  },
  {
    weight: 4,
    given: given('Oksana Taras Iryna Bohdan Kateryna Andriy Olena Dmytro'),
    surnames: surnames("Kovalenko|Shevchuk|Bondar|Lysenko|Marchenko|Hrytsenko|Zaporozhets|Solov'yova"),
    tongue: tongue('Oekraïens', 'Ukrainian', 'ukr'),
    also: [RUSSIAN, ENGLISH],
    newcomers: 98,
    country: ['Oekraïne', 'Ukraine'],
  },
  {
    weight: 3,
    given: given('Farid Zahra Navid Parwana Reza Shirin Hossein'),
    surnames: surnames('Rahimi|Ahmadi|Hosseini|Karimi-Noor|Sharifi|Nazari'),
    tongue: tongue('Dari', 'Dari', 'prs'),
    also: [ENGLISH],
    newcomers: 70,
    country: ['Afghanistan', 'Afghanistan'],
  },
  {
    weight: 2,
    given: given('Hodan Abdi Sahra Warsame Ifrah'),
    surnames: surnames('Farah|Abdullahi|Warsame|Jama|Nur'),
    tongue: tongue('Somalisch', 'Somali', 'som'),
    also: [ENGLISH, ARABIC],
    newcomers: 60,
    country: ['Somalië', 'Somalia'],
  },
  {
    weight: 3,
    given: given('João Inês Nélson Conceição Adérito Fátima'),
    surnames: surnames('Silva, da|Santos, dos|Évora|Monteiro|Costa, da|Brito Lima'),
    tongue: tongue('Portugees', 'Portuguese', 'por'),
    also: [ENGLISH, FRENCH],
    newcomers: 40,
    country: ['Portugal', 'Portugal'],
  },
  {
    weight: 2,
    given: given('Linh Minh-Anh Thảo Quân Hương'),
    surnames: surnames('Nguyễn|Trần|Phạm|Lê'),
    tongue: tongue('Vietnamees', 'Vietnamese', 'vie'),
    also: [ENGLISH],
    newcomers: 35,
    country: ['Vietnam', 'Vietnam'],
  },
  {
    weight: 2,
    given: given('Kwame Akosua Kofi Abena Emmanuel'),
    surnames: surnames('Mensah|Owusu-Ansah|Boateng|Asante'),
    tongue: tongue('Twi', 'Twi', 'twi'),
    also: [ENGLISH],
    newcomers: 55,
    country: ['Ghana', 'Ghana'],
  },
];

/** A few dossiers know less: initials only, a nickname with no initials, or a surname and nothing else. */
export function drawName(community: Community, random: Random) {
  const [prefix, surname] = random.pick(community.surnames);
  const givenName = random.pick(community.given);
  const second = random.chance(45) ? initialOf(random.pick(community.given)) : '';
  const initials = initialOf(givenName) + second;
  const known = random.between(1, 100);
  return {
    initials: known > 97 ? null : initials,
    givenName: known <= 5 || known > 99 ? null : givenName,
    prefix,
    surname,
  };
}

const initialOf = (name: string): string => `${Array.from(name)[0] ?? ''}.`;
