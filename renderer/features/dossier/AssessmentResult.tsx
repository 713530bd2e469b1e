/** One result: closed a line with its finding; opened with its scores as a picture and a table, what they do and do not say, and its facts. */
import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconPencil, IconPlayerPlay, IconTransferIn } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sayIn, type Definition } from '../../../core/assessments/definition.ts';
import { isFinished, normTroubleOf, profileOf, scalesOf, type ScaleResult } from '../../../core/assessments/results.ts';
import { progressOf } from '../../../core/assessments/scoring.ts';
import { RIASEC, type Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { numbersOf } from '../../../core/domain/field.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { RecordMark, useHasOffice, whereaboutsOf } from '../../components/RecordMark.tsx';
import { ScoreTable, useFinding } from '../../components/scores/ScoreTable.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { Attached } from './Attached.tsx';
import { useDossier } from './DossierContext.tsx';
import { Exploring } from './Exploring.tsx';
import { Field } from './Field.tsx';
import { Hexagon } from './Hexagon.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import { ScoreEditor } from './ScoreEditor.tsx';
import classes from './assessments.module.css';

type Result = Row<'assessment'>;

export function AssessmentResult({
  row,
  definition,
  others,
  isOpen,
  toggle,
  onFill,
}: {
  row: Result;
  definition: Definition | null;
  /** All results of the dossier: an earlier one may be compared with. */
  others: readonly Result[];
  isOpen: boolean;
  toggle: () => void;
  onFill: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const hasOffice = useHasOffice();
  const at = whereaboutsOf([row]);
  const title = row.title ?? (definition ? sayIn(definition.title, words.language) : t('assessments.untitled'));
  const scales = scalesOf(row, definition, words.language);
  const finding = useFinding(scales);
  const isDone = isFinished(row);
  const progress = definition && !isDone ? progressOf(definition, numbersOf(row.answers) ?? {}) : null;
  return (
    <article className={classes.result} aria-label={title} data-assessment>
      <div className={classes.head}>
        <button type="button" className={classes.title} aria-expanded={isOpen} onClick={toggle}>
          <span className={classes.fold} data-open={isOpen || undefined}>
            <Icon of={IconChevronDown} />
          </span>
          <span className={classes.name}>
            <b>{title}</b>
            <span className={classes.facts}>
              {[
                row.date && formatPartialDate(row.date, words.language),
                row.way && words.option('assessment', 'way', row.way),
                row.takenBy,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {isDone && <span className={classes.gist}>{finding}</span>}
          </span>
        </button>
        <div className={classes.marks}>
          {progress && (
            <>
              <Tag kind="amber">
                {t('assessments.unfinished')}:{' '}
                {t('assessments.answered', { done: progress.answered, total: progress.total })}
              </Tag>
              <Button size="compact-sm" leftSection={<Icon of={IconPlayerPlay} size={16} />} onClick={onFill}>
                {t('assessments.goOn')}
              </Button>
            </>
          )}
          {isDone && definition?.norms.length === 0 && <Tag>{t('assessments.withoutNorms')}</Tag>}
          {hasOffice && at && <RecordMark of={at} />}
          <RemoveButton concept="assessment" row={row.id} title={title} />
        </div>
      </div>
      {isOpen && <Inside row={row} definition={definition} scales={scales} others={others} onFill={onFill} />}
    </article>
  );
}

function Inside({
  row,
  definition,
  scales,
  others,
  onFill,
}: {
  row: Result;
  definition: Definition | null;
  scales: readonly ScaleResult[];
  others: readonly Result[];
  onFill: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { language } = words;
  const [against, setAgainst] = useState('');
  // Only the same questions say what changed.
  const comparable = others.filter(
    (each) =>
      each.id !== row.id &&
      isFinished(each) &&
      each.scores !== null &&
      (row.definition === null
        ? each.title === row.title && each.scoreKind === row.scoreKind
        : each.definition === row.definition),
  );
  const other = comparable.find(({ id }) => id === against);
  const before = other ? { date: other.date, scales: scalesOf(other, definition, language) } : null;
  const profile = profileOf(scales);
  const profileBefore = before && profileOf(before.scales);
  const isDone = isFinished(row);
  const field = (name: keyof Result & string) => ({
    concept: 'assessment' as const,
    row: row.id,
    field: name,
    value: row[name] as string | number | null,
  });
  return (
    <div className={classes.inside}>
      {isDone && scales.length > 0 && (
        <>
          {comparable.length > 0 && (
            <div className={classes.compare} data-no-print>
              <NativeSelect
                label={t('assessments.compareWith')}
                value={against}
                onChange={(event) => setAgainst(event.currentTarget.value)}
                data={[
                  { value: '', label: t('assessments.compareNone') },
                  ...comparable.map((each) => ({
                    value: each.id,
                    label: each.date ? formatPartialDate(each.date, language) : t('common.unknown'),
                  })),
                ]}
              />
            </div>
          )}
          <div
            className={classes.pictures}
            data-one={!profile || scales.some(({ tScore }) => tScore !== null) || undefined}
          >
            {profile && (
              <Hexagon
                scores={Object.fromEntries(RIASEC.map((each) => [each, profile[each] ?? null])) as Riasec}
                {...(profileBefore
                  ? {
                      before: Object.fromEntries(RIASEC.map((each) => [each, profileBefore[each] ?? null])) as Riasec,
                    }
                  : {})}
              />
            )}
            <ScoreTable scales={scales} before={before} />
          </div>
          <Certainty scales={scales} definition={definition} />
        </>
      )}
      {isDone && scales.some(({ behaviour }) => behaviour !== null) && <ToSkills row={row.id} />}
      {isDone && profile && <Exploring profile={profile} />}
      {isDone && <Cautions row={row} definition={definition} scales={scales} />}
      {row.way === 'filledIn' && definition && isDone && (
        <div data-no-print>
          <Button variant="subtle" size="compact-sm" leftSection={<Icon of={IconPencil} size={16} />} onClick={onFill}>
            {t('assessments.change')}
          </Button>
        </div>
      )}
      {row.way !== 'filledIn' && <ScoreEditor row={row} />}
      <div className={classes.fields}>
        <Field {...field('title')} />
        <Field {...field('date')} />
        <Field {...field('language')} />
        {row.way === 'filledIn' && <Field {...field('answeredBy')} />}
        <Field {...field('takenBy')} />
        <Field {...field('normGroup')} />
        {row.way !== 'filledIn' && (
          <>
            <Field {...field('scoreKind')} />
            <Field {...field('scoreMax')} />
          </>
        )}
      </div>
      <Field {...field('note')} wide />
      <div>
        <p className={classes.label}>{t('assessments.attached')}</p>
        <Attached concept="assessment" row={row.id} canAdd />
      </div>
    </div>
  );
}

type Riasec = Readonly<Record<(typeof RIASEC)[number], number | null>>;

function Certainty({ scales, definition }: { scales: readonly ScaleResult[]; definition: Definition | null }) {
  const { t } = useTranslation();
  const known = definition?.scales.find(
    ({ id, reliability }) => reliability && scales.some((each) => each.id === id && each.interval),
  );
  return (
    <p className={classes.how}>
      {known?.reliability
        ? t('assessments.certainty', { source: known.reliability.source })
        : t('assessments.noCertainty')}{' '}
      {scales.some(({ range }) => range === null) && t('assessments.noRange')}
    </p>
  );
}

/** What a result does and does not say, with a warning where a norm is missing or where the words are somebody's own translation. */
function Cautions({
  row,
  definition,
  scales,
}: {
  row: Result;
  definition: Definition | null;
  scales: readonly ScaleResult[];
}) {
  const { t } = useTranslation();
  const { language } = useWords();
  const scored = new Set(scales.map(({ id }) => id));
  const lacking = definition?.scales.filter(({ id }) => !scored.has(id)) ?? [];
  const warnings = [
    row.way === 'filledIn' && lacking.length > 0
      ? t('assessments.unscored', { names: lacking.map(({ name }) => sayIn(name, language)).join(', ') })
      : null,
    definition && definition.norms.length === 0 ? sayIn(definition.caution, language) : null,
    !definition && row.normGroup === null ? t('assessments.noNormReport') : null,
    definition && row.language && definition.languages[row.language] === 'adaptation'
      ? t('assessments.ownLanguage')
      : null,
    !definition && row.definition !== null ? t('assessments.noDefinition') : null,
  ].filter((each) => each !== null);
  return (
    <div className={classes.says}>
      {warnings.map((each) => (
        <p key={each} className={classes.warning}>
          <Icon of={IconAlertTriangle} size={16} />
          <span>{each}</span>
        </p>
      ))}
      {definition && <ChooseNorm row={row} definition={definition} />}
      {definition && (
        <>
          <h3>{t('assessments.meaning')}</h3>
          <p>{sayIn(definition.meaning, language)}</p>
          <p className={classes.how}>
            {t('assessments.source')}: {sayIn(definition.source, language)} {t('assessments.licence')}:{' '}
            {sayIn(definition.licence, language)}
          </p>
        </>
      )}
    </div>
  );
}

/** The groups that the scores can be compared with, as long as none of them stands there. */
function ChooseNorm({ row, definition }: { row: Result; definition: Definition }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { candidate } = useDossier();
  const edit = useDo('dossier.edit');
  const trouble = normTroubleOf(row, definition);
  if (trouble === 'none') return null;
  const choose = (value: string) =>
    void edit.run({ dossier: candidate.id, concept: 'assessment', row: row.id, fields: { normGroup: value } });
  return (
    <div className={classes.warning} role="group" aria-label={t('assessments.normGroups')}>
      <Icon of={IconAlertTriangle} size={16} />
      <div>
        <p>{t(trouble === 'notChosen' ? 'assessments.normNotChosen' : 'assessments.normUnknown')}</p>
        <ErrorNote failure={edit.failure} />
        <ul className={classes.norms} data-no-print>
          {definition.norms.map((norm) => (
            <li key={norm.id}>
              <Button
                variant="default"
                size="compact-sm"
                busy={edit.busy}
                onClick={() => choose(sayIn(norm.name, language))}
              >
                {sayIn(norm.name, language)}
              </Button>
              <span className={classes.how}>{norm.source}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The competences that have a score, among the skills of the dossier, with this as what shows them. */
function ToSkills({ row }: { row: string }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { candidate } = useDossier();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { run, busy } = useDo('assessments.toSkills');
  const take = async () => {
    const answer = await run({ dossier: candidate.id, row, language });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { added, group } = answer.value;
    if (group === null) return say({ message: t('assessments.toSkillsNone') });
    say({
      message: t('assessments.toSkillsDone', { count: added }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <div data-no-print>
      <Button variant="default" busy={busy} leftSection={<Icon of={IconTransferIn} />} onClick={() => void take()}>
        {t('assessments.toSkills')}
      </Button>
    </div>
  );
}
