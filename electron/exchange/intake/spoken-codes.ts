/**
 * How people, tables and other systems write the answers of our code lists, in Dutch and English. Compared by letters and
 * digits only, so "Openbaar vervoer", "openbaar-vervoer" and "OV" meet.
 */
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';

/** Per answer the words for it; the answer itself always counts. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  yes: ['ja', 'j', 'y', 'waar', 'true', '1', 'x', 'wel'],
  no: ['nee', 'n', 'neen', 'onwaar', 'false', '0', 'niet', 'geen'],
  monday: ['ma', 'maandag', 'mon', 'mo'],
  tuesday: ['di', 'dinsdag', 'tue', 'tu'],
  wednesday: ['wo', 'woensdag', 'wed', 'we'],
  thursday: ['do', 'donderdag', 'thu', 'th'],
  friday: ['vr', 'vrijdag', 'fri', 'fr'],
  saturday: ['za', 'zaterdag', 'sat', 'sa'],
  sunday: ['zo', 'zondag', 'sun', 'su'],
  morning: ['ochtend', 'sochtends', 'mornings', 'voormiddag'],
  afternoon: ['middag', 'smiddags', 'namiddag', 'afternoons'],
  evening: ['avond', 'savonds', 'evenings'],
  night: ['nacht', 'snachts', 'nights'],
  car: ['auto', 'personenauto'],
  moped: ['brommer', 'bromfiets', 'scooter', 'snorfiets'],
  bicycle: ['fiets', 'ebike', 'bike', 'elektrischefiets'],
  motorcycle: ['motor', 'motorfiets'],
  publicTransport: ['ov', 'openbaarvervoer', 'bus', 'trein', 'publictransit'],
  fixedTerm: ['bepaaldetijd', 'tijdelijk', 'temporary', 'fixedtermcontract', 'contractbepaaldetijd'],
  permanent: ['onbepaaldetijd', 'vast', 'vastcontract', 'contractonbepaaldetijd'],
  apprenticeship: ['leerbaan', 'bbl', 'leerwerkbaan'],
  volunteer: ['vrijwilligerswerk', 'vrijwilliger', 'volunteering'],
  workExperience: ['werkervaringsplaats', 'werkervaringsplek', 'workplacement'],
  intake: ['nieuw', 'new', 'aanmelding'],
  orientation: ['orientatie', 'orienteren'],
  preparation: ['voorbereiding', 'toeleiding'],
  applying: ['solliciteren', 'sollicitatie', 'bemiddeling', 'bemiddelbaar'],
  placed: ['geplaatst', 'werkend'],
  aftercare: ['nazorg'],
  closed: ['afgesloten', 'uitgestroomd', 'beeindigd'],
  none: ['geen', 'geenopleiding', 'geenbeheersing'],
  primary: ['basisonderwijs', 'basisschool', 'lagereschool', 'basisniveau', 'lo', 'primaryschool'],
  vmbo: ['lbo', 'mavo', 'vbo', 'vmbotl', 'vmbokader', 'vmbobasis', 'mbo1'],
  havoVwo: ['havo', 'vwo', 'gymnasium', 'atheneum', 'highschool', 'secondaryschool'],
  mbo: ['mbo2', 'mbo3', 'mbo4', 'mts', 'meao', 'mbohavovwo', 'vocational'],
  hbo: ['bachelor', 'hts', 'heao', 'hbobachelor', 'bachelorsdegree', 'bsc', 'ba'],
  wo: ['universiteit', 'universitair', 'master', 'womaster', 'university', 'mastersdegree', 'msc', 'ma', 'phd'],
  completed: ['afgerond', 'behaald', 'voltooid', 'finished', 'graduated'],
  brokenOff: ['afgebroken', 'gestopt', 'nietafgerond', 'dropped'],
  ongoing: ['lopend', 'bezig', 'inopleiding', 'current'],
  fair: ['redelijk', 'matig', 'basis', 'basic', 'beginner', 'elementary', 'a1', 'a2', 'limitedworking'],
  good: [
    'goed',
    'ruimvoldoende',
    'master',
    'expert',
    'advanced',
    'gevorderd',
    'b1',
    'b2',
    'intermediate',
    'professionalworking',
  ],
  excellent: ['uitstekend', 'vloeiend', 'zeergoed', 'fluent', 'c1', 'c2', 'fullprofessional', 'proficient'],
  sufficient: ['voldoende', 'intermediate', 'gemiddeld'],
  insufficient: ['onvoldoende'],
  not: ['niet'],
  toInvestigate: ['teonderzoeken', 'onderzoeknodig', 'toinvestigate'],
  participatiewet: ['pw', 'pwet', 'bijstand', 'bijstandsuitkering'],
  ww: ['werkloosheidswet', 'wwuitkering'],
  wajong: ['wajonger'],
  doelgroepregister: [
    'banenafspraak',
    'doelgroepbanenafspraak',
    'ldr',
    'doelgroepverklaring',
    'landelijkdoelgroepregister',
  ],
  loonkostensubsidie: ['lks'],
  noRiskpolis: ['noriskpolis', 'norisk'],
  lkv: ['loonkostenvoordeel'],
  proefplaatsing: ['proefplaats'],
  beschutWerk: ['beschutwerken', 'beschuttewerkplek'],
  werkvoorziening: ['werkvoorzieningen', 'voorziening'],
  inburgering: ['inburgeringswet', 'wetinburgering', 'inburgeraar'],
  linkedin: ['linkedincom'],
  x: ['twitter', 'xtwitter'],
  other: ['anders', 'overig', 'overige'],
  craft: ['vakvaardigheid', 'vaardigheid', 'hard'],
  behaviour: ['gedragscompetentie', 'competentie', 'soft', 'behavior'],
};

const letters = (text: string): string =>
  text
    .slice(0, 100)
    .normalize('NFD')
    .replace(/[^A-Za-z0-9+]/g, '')
    .toLowerCase();

/** The answer that is meant, or nothing. */
export function readSpokenCode(options: readonly string[], written: string): string | undefined {
  const said = letters(written);
  if (!said) return undefined;
  return (
    options.find((option) => letters(option) === said) ??
    options.find((option) => Object.hasOwn(WORDS, option) && WORDS[option]?.includes(said))
  );
}

export const optionsOf = (concept: ConceptName, field: string): readonly string[] =>
  conceptOf(concept).fields[field]?.options ?? [];
