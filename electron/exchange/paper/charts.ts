/**
 * Pictures on paper, drawn as vectors: the hexagon of interests, the week, the little level bar. Each says its finding in a
 * title; what it shows also stands in words beside it. Filled against outlined against hatched, so that a black-and-white
 * printer loses nothing.
 */
import { DAYS, DAY_PARTS, RIASEC, type FieldsOf } from '../../../core/domain/concepts.ts';
import { conceptLabel, fieldLabel, optionLabel, shortDay } from '../../../core/domain/words/words.ts';
import { html, type Markup } from './markup.ts';
import { PAPER_TEXTS, inWords, type Language } from './paper-texts.ts';

const INK = '#1b2a2f';
const INK_2 = '#4c5d63';
const LINE = '#c9c5ba';
const PETROL = '#0e4f5c';

type Interests = FieldsOf<'interestProfile'>;

/** The highest answers, all of them when they are equal; nothing when all six are. */
function highestInterests(profile: Interests): (typeof RIASEC)[number][] {
  const top = Math.max(...RIASEC.map((each) => profile[each] ?? -1));
  const highest = RIASEC.filter((each) => profile[each] === top);
  return highest.length === RIASEC.length ? [] : highest;
}

/** The finding in words; the plain name when nothing stands out. */
export function hexagonTitle(profile: Interests, language: Language): string {
  const highest = highestInterests(profile).map((each) => fieldLabel(language, 'interestProfile', each));
  return highest.length > 0 ? PAPER_TEXTS[language].hexagonTitle(highest) : conceptLabel(language, 'interestProfile');
}

/** Null when fewer than three answers are known: that is no shape. `id` must be the only one on the page. */
export function hexagon(profile: Interests, language: Language, id: string): Markup | null {
  const texts = PAPER_TEXTS[language];
  const known = RIASEC.filter((each) => profile[each] !== null);
  if (known.length < 3) return null;
  const centre = { x: 190, y: 132 };
  const radius = 92;
  const point = (index: number, share: number) => {
    const angle = ((index * 60 - 90) * Math.PI) / 180;
    return { x: centre.x + Math.cos(angle) * radius * share, y: centre.y + Math.sin(angle) * radius * share };
  };
  const round = (value: number) => Math.round(value * 10) / 10;
  const path = (points: readonly { x: number; y: number }[]) =>
    points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
  const ring = (share: number) => path(RIASEC.map((_, index) => point(index, share)));
  const answers = known.map((each) => point(RIASEC.indexOf(each), (profile[each] ?? 0) / 100));
  const highest = highestInterests(profile);
  const label = (each: (typeof RIASEC)[number]) => fieldLabel(language, 'interestProfile', each);
  const scores = RIASEC.map((each) => `${label(each)} ${profile[each] ?? texts.unknown}`);

  return html`<svg viewBox="0 0 380 264" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text">
    <title id="${id}-title">${hexagonTitle(profile, language)}</title>
    <desc id="${id}-text">${texts.hexagonText(scores)}</desc>
    ${[0.25, 0.5, 0.75, 1].map(
      (share) =>
        html`<polygon
          points="${ring(share)}"
          fill="none"
          stroke="${LINE}"
          stroke-width="${share === 1 ? 1.2 : 0.7}"
        />`,
    )}
    ${RIASEC.map((each, index) => {
      const end = point(index, 1);
      return html`<line
        x1="${centre.x}"
        y1="${centre.y}"
        x2="${round(end.x)}"
        y2="${round(end.y)}"
        stroke="${LINE}"
        stroke-width="0.7"
        stroke-dasharray="${profile[each] === null ? '2 3' : 'none'}"
      />`;
    })}
    <polygon
      points="${path(answers)}"
      fill="${PETROL}"
      fill-opacity="0.16"
      stroke="${PETROL}"
      stroke-width="2.2"
      stroke-linejoin="round"
    />
    ${answers.map(({ x, y }) => html`<circle cx="${round(x)}" cy="${round(y)}" r="3.6" fill="${PETROL}" />`)}
    ${RIASEC.map((each, index) => {
      const { x, y } = point(index, 1.13);
      const anchor = Math.abs(x - centre.x) < 1 ? 'middle' : x > centre.x ? 'start' : 'end';
      const top = highest.includes(each);
      return html`<text
        x="${round(x)}"
        y="${round(y + (index === 0 ? 0 : index === 3 ? 9 : 4.5))}"
        text-anchor="${anchor}"
        font-size="13.5"
        font-weight="${top ? 700 : 400}"
        fill="${top ? INK : INK_2}"
        >${label(each)}</text
      >`;
    })}
  </svg>`;
}

type Availability = FieldsOf<'availability'>;

/** Whether days or parts of the day are known. */
export const hasWeek = ({ days, dayParts }: Availability): boolean =>
  (days !== null && days.length > 0) || (dayParts !== null && dayParts.length > 0);

/** Null when neither days nor parts of the day are known. What is known of only one of the two is hatched, not promised. */
export function week(availability: Availability, language: Language): Markup | null {
  const texts = PAPER_TEXTS[language];
  const { days, dayParts } = availability;
  const hasDays = days !== null && days.length > 0;
  const hasParts = dayParts !== null && dayParts.length > 0;
  if (!hasDays && !hasParts) return null;
  const said = (field: 'days' | 'dayParts', all: readonly string[], chosen: readonly string[] | null) =>
    inWords(
      all.filter((each) => chosen?.includes(each)).map((each) => optionLabel(language, 'availability', field, each)),
      texts.and,
    );
  const [left, top, width, height, gap] = [82, 24, 36, 22, 4];
  const cell = (column: number, row: number, content: (x: number, y: number) => Markup) =>
    content(left + column * (width + gap), top + row * (height + gap));
  const certain = hasDays && hasParts;

  return html`<svg
    viewBox="0 0 ${left + 7 * (width + gap)} ${top + 4 * (height + gap) + 24}"
    role="img"
    aria-labelledby="week-title"
    aria-describedby="week-text"
  >
    <title id="week-title">${texts.weekTitle(said('days', DAYS, days), said('dayParts', DAY_PARTS, dayParts))}</title>
    <desc id="week-text">${texts.weekText}</desc>
    ${DAYS.map((day, column) =>
      cell(
        column,
        0,
        (x, y) =>
          html`<text x="${x + width / 2}" y="${y - 8}" text-anchor="middle" font-size="13" fill="${INK_2}"
            >${shortDay(language, day)}</text
          >`,
      ),
    )}
    ${DAY_PARTS.map((part, row) =>
      cell(
        0,
        row,
        (_, y) =>
          html`<text x="0" y="${y + height / 2 + 4.5}" font-size="13" fill="${INK_2}"
            >${optionLabel(language, 'availability', 'dayParts', part)}</text
          >`,
      ),
    )}
    ${DAYS.flatMap((day, column) =>
      DAY_PARTS.map((part, row) => {
        const maybe = (!hasDays || days.includes(day)) && (!hasParts || dayParts.includes(part));
        return cell(column, row, (x, y) => box(x, y, width, height, maybe ? (certain ? 'yes' : 'unknown') : 'no'));
      }),
    )}
    ${cell(0, 4, (x, y) => box(x, y + 6, 22, 14, certain ? 'yes' : 'unknown'))}
    ${cell(
      0,
      4,
      (x, y) =>
        html`<text x="${x + 30}" y="${y + 17.5}" font-size="12" fill="${INK_2}"
          >${certain ? texts.weekKey.available : texts.weekKey.unknown}</text
        >`,
    )}
  </svg>`;
}

/** Filled with a tick, hatched, or an empty frame. Hatching by lines: a pattern would be printed as a picture. */
function box(x: number, y: number, width: number, height: number, kind: 'yes' | 'no' | 'unknown'): Markup {
  const frame = (fill: string, stroke: string) =>
    html`<rect
      x="${x}"
      y="${y}"
      width="${width}"
      height="${height}"
      rx="3"
      fill="${fill}"
      stroke="${stroke}"
      stroke-width="0.8"
    />`;
  if (kind === 'no') return frame('#ffffff', LINE);
  if (kind === 'yes') {
    const [cx, cy] = [x + width / 2, y + height / 2];
    const tick = `M${cx - 4.5} ${cy + 0.5} l3 3.2 l6 -7`;
    return html`${frame(PETROL, PETROL)}<path
        d="${tick}"
        fill="none"
        stroke="#ffffff"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />`;
  }
  const lines = Array.from({ length: Math.floor((width - 4) / 7) }, (_, index) => x + 6 + index * 7);
  return html`${frame('#ffffff', PETROL)}${lines.map(
    (start) =>
      html`<line
        x1="${start}"
        y1="${y + height - 3}"
        x2="${start + 4}"
        y2="${y + 3}"
        stroke="${PETROL}"
        stroke-width="1"
      />`,
  )}`;
}

const STEPS: Readonly<Record<string, number>> = {
  excellent: 3,
  fair: 1,
  none: 0,
  sufficient: 2,
  insufficient: 1,
  not: 0,
};

/** Three blocks before the word; a decoration, since the word says it all. `good` is the best of skills, second of languages. */
export function levelBar(level: string, of: 'skill' | 'language'): Markup | null {
  const filled = level === 'good' ? (of === 'skill' ? 3 : 2) : STEPS[level];
  if (filled === undefined) return null;
  return html`<svg viewBox="0 0 34 9.6" aria-hidden="true" focusable="false">
    ${[0, 1, 2].map(
      (index) =>
        html`<rect
          x="${index * 12 + 0.5}"
          y="0.5"
          width="9"
          height="8.6"
          rx="1.5"
          fill="${index < filled ? PETROL : '#ffffff'}"
          stroke="${PETROL}"
          stroke-width="0.9"
        />`,
    )}
  </svg>`;
}
