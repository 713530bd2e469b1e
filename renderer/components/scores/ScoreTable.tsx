/**
 * Scores as bars in a table: a bar is filled as far as its part of what is possible, a thin line shows where the score surely lies, and what it
 * is compared with is a dashed mark. All of it also stands in words and figures in the same row, so that the table is what a screen reader reads
 * and what a printer without colours prints.
 */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partOf } from '../../../core/assessments/scoring.ts';
import { changeOf, findingOf, type ScaleResult } from '../../../core/assessments/results.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { Button } from '../Button.tsx';
import { useWords } from '../useWords.ts';
import classes from './scores.module.css';

type Before = { readonly date: string | null; readonly scales: readonly ScaleResult[] };

const WIDTH = 200;

export function ScoreTable({ scales, before }: { scales: readonly ScaleResult[]; before: Before | null }) {
  const { t } = useTranslation();
  const words = useWords();
  const caption = useId();
  const finding = useFinding(scales);
  const number = (value: number) => new Intl.NumberFormat(words.language, { maximumFractionDigits: 1 }).format(value);
  const most = before && changeOf(scales, before.scales);
  const changed = most
    ? t('assessments.changed', { name: most.name, from: number(most.from), to: number(most.to) })
    : t('assessments.unchanged');
  const [isWhole, setWhole] = useState(false);
  const sides = scales.some(({ partOf: of }) => of !== null);
  const shown = isWhole ? inOrder(scales) : scales.filter(({ partOf: of }) => of === null);
  const hasTScore = shown.some(({ tScore }) => tScore !== null);
  const surely = (interval: ScaleResult['interval']) =>
    interval && (
      <span className={classes.surely}>
        {t('assessments.surely', { from: number(interval.from), until: number(interval.until) })}
      </span>
    );
  const earlier = before && new Map(before.scales.map((each) => [each.id, each]));
  return (
    <figure className={classes.figure}>
      <figcaption id={caption} className={classes.finding}>
        {before ? changed : finding}
      </figcaption>
      <table className={classes.table} aria-labelledby={caption}>
        <thead>
          <tr>
            <th scope="col">{t('assessments.scale')}</th>
            <td aria-hidden />
            <th scope="col" className={classes.number}>
              {t('assessments.score')}
            </th>
            {hasTScore && (
              <>
                <td aria-hidden className={classes.groupCell} />
                <th scope="col" className={classes.number}>
                  {t('assessments.tScore')}
                </th>
              </>
            )}
            {before && (
              <th scope="col" className={classes.number}>
                {t('assessments.earlier', {
                  date: before.date ? formatPartialDate(before.date, words.language) : t('common.unknown'),
                })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((scale) => {
            const was = earlier?.get(scale.id);
            return (
              <tr key={scale.id} data-side={scale.partOf !== null || undefined}>
                <th scope="row">
                  {scale.name}
                  {scale.about && scale.partOf === null && <span className={classes.about}>{scale.about}</span>}
                </th>
                <td aria-hidden className={classes.barCell}>
                  <Bar scale={scale} was={was ?? null} />
                </td>
                <td className={classes.number}>
                  {scale.range
                    ? t('assessments.ofMost', { score: number(scale.score), max: number(scale.range.max) })
                    : number(scale.score)}
                  {surely(scale.interval)}
                </td>
                {hasTScore && (
                  <>
                    <td aria-hidden className={classes.groupCell}>
                      {scale.tScore !== null && <InGroup score={scale.tScore} interval={scale.tInterval} />}
                    </td>
                    <td className={classes.number}>
                      {scale.tScore === null ? t('common.unknown') : number(scale.tScore)}
                      {surely(scale.tInterval)}
                    </td>
                  </>
                )}
                {before && <td className={classes.number}>{was ? number(was.score) : t('common.unknown')}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {sides && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          data-no-print
        >
          {t(isWhole ? 'assessments.hideSides' : 'assessments.showSides')}
        </Button>
      )}
    </figure>
  );
}

/** The finding in words. */
export function useFinding(scales: readonly ScaleResult[]): string {
  const { t } = useTranslation();
  const finding = findingOf(scales);
  if (finding.type === 'none') return t('assessments.noScores');
  if (finding.type === 'flat') return t('assessments.flat');
  return t('assessments.highest', { names: finding.names.join(', ') });
}

/** Each with what it has as parts behind it. */
const inOrder = (scales: readonly ScaleResult[]): readonly ScaleResult[] => {
  const whole = scales.filter(({ partOf: of }) => of === null);
  const ordered = whole.flatMap((each) => [each, ...scales.filter(({ partOf: of }) => of === each.id)]);
  return [...ordered, ...scales.filter((each) => !ordered.includes(each))];
};

function Bar({ scale, was }: { scale: ScaleResult; was: ScaleResult | null }) {
  const at = (score: number) => (scale.range ? partOf(score, scale.range) * WIDTH : 0);
  return (
    <svg viewBox={`0 0 ${WIDTH} 18`} preserveAspectRatio="none" className={classes.bar} focusable="false">
      <rect
        x="0.5"
        y="3.5"
        width={WIDTH - 1}
        height="11"
        className={classes.track}
        data-unknown={scale.range === null || undefined}
      />
      <rect x="0.5" y="3.5" width={Math.max(0, scale.part * WIDTH - 1)} height="11" className={classes.filled} />
      {scale.interval && scale.range && (
        <g className={classes.interval}>
          <line x1={at(scale.interval.from)} x2={at(scale.interval.until)} y1="9" y2="9" />
          {[scale.interval.from, scale.interval.until].map((edge) => (
            <line key={edge} x1={at(edge)} x2={at(edge)} y1="5" y2="13" />
          ))}
        </g>
      )}
      {was && <line x1={was.part * WIDTH} x2={was.part * WIDTH} y1="0" y2="18" className={classes.was} />}
    </svg>
  );
}

/** Three standard deviations to each side of the average of the group: further away is drawn at the edge. */
const T_RANGE = { min: 20, max: 80 };
const GROUP_WIDTH = 96;

/** Where somebody stands in a norm group: the line in the middle is the average, the dot the score, and the thin line how sure it is. */
function InGroup({ score, interval }: { score: number; interval: ScaleResult['tInterval'] }) {
  const at = (value: number) => 5 + partOf(value, T_RANGE) * (GROUP_WIDTH - 10);
  return (
    <svg viewBox={`0 0 ${GROUP_WIDTH} 18`} className={classes.group} focusable="false">
      <line x1={at(T_RANGE.min)} x2={at(T_RANGE.max)} y1="9" y2="9" className={classes.axis} />
      <line x1={at(50)} x2={at(50)} y1="2" y2="16" className={classes.axis} />
      {interval && (
        <g className={classes.interval}>
          <line x1={at(interval.from)} x2={at(interval.until)} y1="9" y2="9" />
        </g>
      )}
      <circle cx={at(score)} cy="9" r="4" className={classes.dot} />
    </svg>
  );
}
