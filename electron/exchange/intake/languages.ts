/**
 * Languages and countries between their codes and their names. The names are the platform's (Intl), in Dutch and English,
 * so no list of ours can be behind; a code or name that it does not know stays as the file had it.
 */
const COMMON =
  'nld eng deu fra spa ita por pol ron bul tur ara fas prs pus kur kmr ckb som tir amh ukr rus bel lit lav est hun ces slk hrv srp bos slv sqi mkd ell swe dan nor fin isl gle cym fry ltz zho yue jpn kor vie tha ind msa hin urd ben pan tam tel guj mar nep sin mya khm lao mon kat hye aze uzb kaz tgk heb yid swa hau yor ibo lin wol aka twi orm run kin zul xho afr pap srn hat rom ber zgh rif cat eus glg mlt lat bre epo'.split(
    ' ',
  );
const COUNTRIES =
  'NL BE DE FR LU GB IE ES PT IT AT CH PL RO BG HU CZ SK SI HR RS BA ME MK AL GR TR CY MT DK SE NO FI IS EE LV LT UA BY RU MD GE AM AZ SY IQ IR AF PK IN BD LK NP CN JP KR VN TH ID MY PH MA DZ TN LY EG SD SS ET ER SO KE UG TZ RW BI CD CG CM NG GH CI SN GN SL LR ML GM ZA AO MZ ZW YE SA AE JO LB IL PS US CA MX BR AR CL CO PE VE SR GY CW AW SX BQ DO CU HT JM TT AU NZ'.split(
    ' ',
  );
/** Bibliographic codes, in which Europass names its languages, to the ones of VUM (ISO 639-3). */
const BIBLIOGRAPHIC: Readonly<Record<string, string>> = {
  dut: 'nld',
  ger: 'deu',
  fre: 'fra',
  rum: 'ron',
  per: 'fas',
  cze: 'ces',
  slo: 'slk',
  alb: 'sqi',
  mac: 'mkd',
  gre: 'ell',
  ice: 'isl',
  wel: 'cym',
  chi: 'zho',
  may: 'msa',
  bur: 'mya',
  geo: 'kat',
  arm: 'hye',
  baq: 'eus',
};
const EXTRA_NAMES: Readonly<Record<string, string>> = { farsi: 'fas', dari: 'prs', fries: 'fry', frisian: 'fry' };

type Names = {
  readonly languageName: (code: string) => string | null;
  readonly languageCode: (name: string) => string | null;
  readonly countryName: (code: string) => string | null;
  readonly countryCode: (name: string) => string | null;
};

const simple = (name: string): string =>
  name
    .slice(0, 80)
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** Made once for a file or an export: building the names costs some milliseconds. */
export function makeNames(): Names {
  const names = (locale: string, type: 'language' | 'region') =>
    new Intl.DisplayNames([locale], { type, fallback: 'none', languageDisplay: 'standard' });
  const dutch = names('nl', 'language');
  const dutchCountries = names('nl', 'region');
  const ofLanguage = (list: Intl.DisplayNames, code: string): string | null => {
    try {
      return list.of(code) ?? null;
    } catch {
      return null;
    }
  };
  const reverse = (codes: readonly string[], type: 'language' | 'region'): Map<string, string> => {
    const map = new Map<string, string>();
    for (const locale of ['en', 'nl']) {
      const list = names(locale, type);
      for (const code of codes) {
        const name = ofLanguage(list, code);
        if (name) map.set(simple(name), code);
      }
    }
    return map;
  };
  const languages = reverse(COMMON, 'language');
  for (const [name, code] of Object.entries(EXTRA_NAMES)) languages.set(name, code);
  const countries = reverse(COUNTRIES, 'region');
  // Two letters to three: the platform gives the same name for both.
  const byTwoLetters = (code: string): string | null => {
    const name = ofLanguage(dutch, code);
    return name ? (languages.get(simple(name)) ?? null) : null;
  };
  return {
    languageName: (code) => (/^[a-z]{2,3}$/.test(code) ? ofLanguage(dutch, code) : null),
    languageCode: (name) => {
      const code = name.trim().toLowerCase();
      if (/^[a-z]{3}$/.test(code)) return BIBLIOGRAPHIC[code] ?? (ofLanguage(dutch, code) ? code : null);
      if (/^[a-z]{2}(?:-[a-z]{2})?$/.test(code)) return byTwoLetters(code.slice(0, 2));
      return languages.get(simple(name)) ?? null;
    },
    countryName: (code) => {
      // The older Europass writes UK for GB, and EL for GR, as the institutions of the Union do.
      const iso = { UK: 'GB', EL: 'GR' }[code.toUpperCase()] ?? code.toUpperCase();
      return /^[A-Z]{2}$/.test(iso) ? ofLanguage(dutchCountries, iso) : null;
    },
    countryCode: (name) => {
      const trimmed = name.trim();
      if (/^[A-Z]{2}$/.test(trimmed)) return trimmed;
      return countries.get(simple(trimmed)) ?? null;
    },
  };
}

export type { Names };
