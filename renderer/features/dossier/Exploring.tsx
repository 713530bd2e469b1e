/**
 * Occupations that ask for interests like these, to talk about with the candidate: which, and why. Nothing of it is kept in the dossier, handed
 * over or used in matching; it is no ranking of people, and what somebody can do has no part in it.
 */
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  cIndex,
  codesOf,
  lettersOf,
  likenessIn,
  mIndex,
  overTies,
  type Profile,
} from '../../../core/assessments/congruence.ts';
import type { Answer } from '../../../core/contract/contract.ts';
import { RIASEC } from '../../../core/domain/concepts.ts';
import { fold } from '../../../core/domain/fold.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useWords } from '../../components/useWords.ts';
import { Hexagon } from './Hexagon.tsx';
import classes from './assessments.module.css';

type Occupation = Answer<'classification.explore'>['occupations'][number];
type Scores = Occupation['scores'];

/** All that there are: somebody may ask about one that is far down. */
const ALL = 5_000;
const AT_ONCE = 12;

export function Exploring({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <div data-no-print data-exploring>
      <Button
        variant="default"
        aria-expanded={isOpen}
        leftSection={<Icon of={IconCompass} />}
        onClick={() => setOpen(!isOpen)}
      >
        {t('assessments.explore')}
      </Button>
      {isOpen && (
        <Explored scores={Object.fromEntries(RIASEC.map((each) => [each, profile[each] ?? 0])) as unknown as Scores} />
      )}
    </div>
  );
}

function Explored({ scores }: { scores: Scores }) {
  const { t } = useTranslation();
  const words = useWords();
  const asked = useAsk('classification.explore', { profile: scores, language: words.language, limit: ALL });
  const [typed, setTyped] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const [chosen, setChosen] = useState<string | null>(null);
  if (asked.isError) return <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />;
  if (!asked.data) return null;
  if (asked.data.missing.length > 0)
    return (
      <p className={classes.explain}>
        {t('assessments.exploreMissing')}{' '}
        <Link to="/settings/$section" params={{ section: 'lists' }}>
          {t('assessments.exploreWhere')}
        </Link>
      </p>
    );
  const wanted = fold(typed.trim());
  const found = asked.data.occupations.filter(
    ({ label, likeness }) => likeness !== null && (wanted === '' || fold(label).includes(wanted)),
  );
  const occupation = found.find(({ code }) => code === chosen) ?? null;
  return (
    <div className={classes.exploring}>
      <p className={classes.explain}>{t('assessments.exploreWhat')}</p>
      <TextInput
        className={classes.find ?? ''}
        label={t('assessments.exploreFind')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMost(AT_ONCE);
        }}
      />
      {found.length === 0 && <p className={classes.how}>{t('assessments.exploreNone')}</p>}
      <div className={classes.pictures} data-one={occupation === null || undefined}>
        <ul className={classes.occupations}>
          {found.slice(0, most).map((each) => (
            <li key={each.code}>
              <button
                type="button"
                className={classes.occupation}
                aria-pressed={each === occupation}
                onClick={() => setChosen(each === occupation ? null : each.code)}
              >
                <b>{each.label}</b>
                <span>
                  {t(`assessments.likeness.${likenessIn(each.likeness ?? 0)}`)} · {asksFor(each, words)}
                </span>
                {each.group && <span className={classes.group}>{each.group}</span>}
              </button>
            </li>
          ))}
        </ul>
        {occupation && <Beside scores={scores} occupation={occupation} />}
      </div>
      {found.length > most && (
        <Button variant="subtle" size="compact-sm" onClick={() => setMost(most + AT_ONCE)}>
          {t('assessments.exploreMore', { count: found.length - most })}
        </Button>
      )}
      <p className={classes.how}>{t('assessments.exploreSource')}</p>
    </div>
  );
}

/** Its three strongest, in words. */
function asksFor({ scores }: Occupation, words: ReturnType<typeof useWords>): string {
  return RIASEC.toSorted((a, b) => scores[b] - scores[a])
    .slice(0, 3)
    .map((each) => words.field('interestProfile', each).toLowerCase())
    .join(', ');
}

/** One occupation beside the person: as a picture, and by the three ways that are published. */
function Beside({ scores, occupation }: { scores: Scores; occupation: Occupation }) {
  const { t } = useTranslation();
  const words = useWords();
  const number = (value: number) => new Intl.NumberFormat(words.language, { maximumFractionDigits: 2 }).format(value);
  const [mine, theirs] = [codesOf(scores), codesOf(occupation.scores)];
  const [c, m] = [overTies(cIndex, mine, theirs), overTies(mIndex, mine, theirs)];
  const shared = (theirs[0] ?? []).filter((each) => mine[0]?.includes(each));
  return (
    <section aria-label={occupation.label} className={classes.beside}>
      <p className={classes.finding}>
        {shared.length > 0
          ? t('assessments.besideShared', {
              what: occupation.label,
              names: shared.map((each) => words.field('interestProfile', each).toLowerCase()).join(', '),
            })
          : t('assessments.besideNone', { what: occupation.label })}
      </p>
      <Hexagon scores={scores} before={occupation.scores} />
      <p className={classes.how}>{t('assessments.besideHow', { what: occupation.label })}</p>
      <dl className={classes.indexes}>
        <div>
          <dt>{t('assessments.indexCodes')}</dt>
          <dd>
            {t('assessments.indexCodesValue', {
              mine: mine[0] ? lettersOf(mine[0]) : t('common.unknown'),
              theirs: theirs[0] ? lettersOf(theirs[0]) : t('common.unknown'),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('assessments.indexR')}</dt>
          <dd>{occupation.likeness === null ? t('common.unknown') : number(occupation.likeness)}</dd>
        </div>
        <div>
          <dt>{t('assessments.indexC')}</dt>
          <dd>{c === null ? t('common.unknown') : t('assessments.ofMost', { score: number(c), max: 18 })}</dd>
        </div>
        <div>
          <dt>{t('assessments.indexM')}</dt>
          <dd>{m === null ? t('common.unknown') : t('assessments.ofMost', { score: number(m), max: 28 })}</dd>
        </div>
      </dl>
    </section>
  );
}
