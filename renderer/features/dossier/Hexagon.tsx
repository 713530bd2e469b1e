/**
 * An interest profile after Holland: six scales of 0 to 100 on a hexagon, what stands out named in bold. Behind it stands a
 * table for who does not see the picture. A scale that is not known leaves a gap: it is not zero. What it is compared with is dashed.
 */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { standingOut } from '../../../core/assessments/results.ts';
import { RIASEC } from '../../../core/domain/concepts.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './Hexagon.module.css';

/** 0 to 100; null where it was not recorded. */
type Profile = Readonly<Record<(typeof RIASEC)[number], number | null>>;

const CENTRE = { x: 186, y: 112 };
const RADIUS = 76;

const point = (index: number, part: number) => {
  const angle = (Math.PI / 3) * index - Math.PI / 2;
  return { x: CENTRE.x + Math.cos(angle) * RADIUS * part, y: CENTRE.y + Math.sin(angle) * RADIUS * part };
};
const path = (points: readonly { x: number; y: number }[]) =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
const ring = (part: number) => path(RIASEC.map((_, index) => point(index, part)));

export function Hexagon({ scores: profile, before }: { scores: Profile; before?: Profile }) {
  const { t } = useTranslation();
  const words = useWords();
  const title = useId();
  const known = RIASEC.map((scale, index) => ({ scale, index, value: profile[scale] })).filter(
    (each): each is typeof each & { value: number } => each.value !== null,
  );
  // By the same rule as the table beside it, so that the two never name others.
  const top = standingOut(known.map(({ scale, value }) => ({ scale, part: value / 100 }))).map(({ scale }) => scale);
  const finding = t('dossier.hexagonFinding', {
    scales: top.map((scale) => words.field('interestProfile', scale).toLowerCase()).join(', '),
  });
  return (
    <figure className={classes.figure}>
      <figcaption id={title} className={classes.finding}>
        {known.length === 0 ? t('dossier.hexagonEmpty') : top.length > 0 ? finding : t('assessments.flat')}
      </figcaption>
      <svg viewBox="0 0 372 226" className={classes.picture} aria-hidden>
        {[0.25, 0.5, 0.75, 1].map((part) => (
          <polygon key={part} points={ring(part)} className={classes.ring} />
        ))}
        {RIASEC.map((scale, index) => {
          const end = point(index, 1);
          return <line key={scale} x1={CENTRE.x} y1={CENTRE.y} x2={end.x} y2={end.y} className={classes.ring} />;
        })}
        {before && (
          <polygon
            points={path(
              RIASEC.flatMap((scale, index) => (before[scale] === null ? [] : [point(index, before[scale] / 100)])),
            )}
            className={classes.before}
          />
        )}
        <polygon points={path(known.map(({ index, value }) => point(index, value / 100)))} className={classes.shape} />
        {known.map(({ scale, index, value }) => {
          const { x, y } = point(index, value / 100);
          return <circle key={scale} cx={x} cy={y} r={3.5} className={classes.dot} />;
        })}
        {RIASEC.map((scale, index) => {
          const { x, y } = point(index, 1.17);
          return (
            <text
              key={scale}
              x={x}
              y={y + 4}
              textAnchor={index === 0 || index === 3 ? 'middle' : index < 3 ? 'start' : 'end'}
              className={classes.label}
              data-top={top.includes(scale) || undefined}
            >
              {words.field('interestProfile', scale)}
            </text>
          );
        })}
      </svg>
      <div className="screen-only-reader">
        <table aria-labelledby={title}>
          <tbody>
            {RIASEC.map((scale) => (
              <tr key={scale}>
                <th scope="row">{words.field('interestProfile', scale)}</th>
                <td>{profile[scale] ?? t('common.unknown')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
