/**
 * Assessments of somebody: what came out, and three ways to a new one: filled in here, typed over from a report, read in from a file. They are
 * for talking about together; nothing of them goes to an employer (core/register).
 */
import { useRef, useState } from 'react';
import { Menu } from '@mantine/core';
import {
  IconChartRadar,
  IconChevronDown,
  IconFileImport,
  IconForms,
  IconKeyboard,
  IconPlus,
} from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  definitionKey,
  languageFor,
  languagesOf,
  sayIn,
  type Definition,
} from '../../../core/assessments/definition.ts';
import { definitionOf } from '../../../core/assessments/results.ts';
import { readScoreLines } from '../../../core/assessments/score-lines.ts';
import type { DOERS, Row } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import type { Language } from '../../../core/domain/words/words.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Button } from '../../components/Button.tsx';
import { Segments } from '../../components/choices.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { LanguageChoice } from '../../components/questionnaire/LanguageChoice.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { Questionnaire } from '../../components/questionnaire/Questionnaire.tsx';
import { useFilling } from '../../components/questionnaire/useFilling.ts';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { AssessmentResult } from './AssessmentResult.tsx';
import { useDossier } from './DossierContext.tsx';
import { useAdded } from './useAdded.ts';
import { useDefinitions } from './useDefinitions.ts';
import classes from './assessments.module.css';

type Result = Row<'assessment'>;

/** A list of scores is some lines; a hundred times as much is something else. */
const LARGEST_LIST = 200_000;

export function Assessments() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const definitions = useDefinitions();
  const { row: wanted = null } = useSearch({ strict: false });
  const { add, busy } = useAdded();
  const say = useToast();
  const announce = useAnnounce();
  const [open, setOpen] = useState<string | null>(wanted);
  const [filling, setFilling] = useState<string | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [failed, setFailed] = useState<'readNothing' | 'readTooLarge' | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const results = rows.assessment.toSorted(
    (a, b) => (b.date ?? '').localeCompare(a.date ?? '') || b.createdAt - a.createdAt,
  );

  const begin = async (fields: Record<string, FieldValue>): Promise<string | null> => {
    setFailed(null);
    const added = await add('assessment', { date: localDay(Date.now()), ...fields });
    return added?.row ?? null;
  };
  const fillIn = async (definition: Definition, language: Language, answeredBy: (typeof DOERS)[number]) => {
    setChoosing(false);
    const row = await begin({
      definition: definitionKey(definition),
      title: sayIn(definition.title, language),
      way: 'filledIn',
      language,
      answeredBy,
      finished: 'no',
    });
    setFilling(row);
  };
  const typeOver = async () => setOpen(await begin({ title: t('assessments.newReport'), way: 'typedOver' }));
  const readIn = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > LARGEST_LIST) return setFailed('readTooLarge');
    const { scores, problems } = readScoreLines(await chosen.text());
    if (Object.keys(scores).length === 0) return setFailed('readNothing');
    const title = chosen.name.replace(/\.\w{1,5}$/, '').slice(0, 200);
    setOpen(await begin({ title, way: 'imported', scores: JSON.stringify(scores) }));
    if (problems.length > 0) say({ message: t('assessments.readSome', { count: problems.length }) });
  };

  const now = results.find(({ id }) => id === filling);
  const asked = now && definitionOf(now.definition, definitions);
  if (now && asked)
    return (
      <Filling
        key={now.id}
        result={now}
        definition={asked}
        onLeave={() => setFilling(null)}
        onFinish={() => {
          setFilling(null);
          setOpen(now.id);
          announce(t('assessments.finished'));
        }}
      />
    );

  return (
    <section aria-label={t('dossier.tab.assessments')} className={classes.place}>
      <div className={classes.bar}>
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              data-add-row
              busy={busy}
              aria-keyshortcuts={ariaKeys('addRow')}
              leftSection={<Icon of={IconPlus} size={16} />}
              rightSection={
                <>
                  <KeyHint of="addRow" />
                  <Icon of={IconChevronDown} size={16} />
                </>
              }
            >
              {t('assessments.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Way
              icon={IconForms}
              name={t('assessments.fillIn')}
              what={t('assessments.fillInWhat')}
              run={() => setChoosing(true)}
            />
            <Way
              icon={IconKeyboard}
              name={t('assessments.typeOver')}
              what={t('assessments.typeOverWhat')}
              run={() => void typeOver()}
            />
            <Way
              icon={IconFileImport}
              name={t('assessments.importFile')}
              what={t('assessments.importFileWhat')}
              run={() => file.current?.click()}
            />
          </Menu.Dropdown>
        </Menu>
        <input
          ref={file}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          hidden
          aria-hidden
          tabIndex={-1}
          data-score-list
          onChange={(event) => {
            void readIn(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {failed && <ErrorNote>{t(`assessments.${failed}`)}</ErrorNote>}
      {results.length === 0 ? (
        <EmptyState icon={IconChartRadar} title={t('assessments.none')}>
          {t('assessments.noneWhat')}
        </EmptyState>
      ) : (
        <ol className={classes.list}>
          {results.map((row) => (
            <li key={row.id} ref={row.id === wanted ? inSight : null}>
              <AssessmentResult
                row={row}
                definition={definitionOf(row.definition, definitions)}
                others={results}
                isOpen={open === row.id}
                toggle={() => setOpen(open === row.id ? null : row.id)}
                onFill={() => setFilling(row.id)}
              />
            </li>
          ))}
        </ol>
      )}
      <Choosing opened={isChoosing} definitions={definitions} onClose={() => setChoosing(false)} onBegin={fillIn} />
    </section>
  );
}

const inSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

function Way({ icon, name, what, run }: { icon: IconShape; name: string; what: string; run: () => void }) {
  return (
    <Menu.Item leftSection={<Icon of={icon} />} onClick={run}>
      <span className={classes.way}>
        {name}
        <span>{what}</span>
      </span>
    </Menu.Item>
  );
}

function Filling({
  result,
  definition,
  onLeave,
  onFinish,
}: {
  result: Result;
  definition: Definition;
  onLeave: () => void;
  onFinish: () => void;
}) {
  const { language } = useWords();
  const { candidate } = useDossier();
  const filling = useFilling(candidate.id, result, definition);
  if (filling.answers === null) return null;
  return (
    <>
      <ErrorNote failure={filling.failure} />
      <Questionnaire
        definition={definition}
        answers={filling.answers}
        language={result.language ?? language}
        onAnswer={filling.answer}
        onLeave={() => void filling.leave().then((isKept) => isKept && onLeave())}
        onFinish={() => void filling.finish().then((isKept) => isKept && onFinish())}
      />
    </>
  );
}

/** Which questionnaire, in which language, and who fills it in. */
function Choosing({
  opened,
  definitions,
  onClose,
  onBegin,
}: {
  opened: boolean;
  definitions: readonly Definition[];
  onClose: () => void;
  onBegin: (definition: Definition, language: Language, by: (typeof DOERS)[number]) => Promise<void>;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Language>(words.language);
  const [by, setBy] = useState<'candidate' | 'together'>('candidate');
  const definition = definitions.find((each) => definitionKey(each) === chosen) ?? definitions[0];
  if (!definition) return null;
  const language = languageFor(definition, wanted);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('assessments.which')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void onBegin(definition, language, by)}>{t('assessments.begin')}</Button>
        </>
      }
    >
      <div role="radiogroup" aria-label={t('assessments.which')} className={classes.choices}>
        {definitions.map((each) => {
          const key = definitionKey(each);
          return (
            <label key={key} className={classes.choice} data-checked={each === definition || undefined}>
              <input
                type="radio"
                name="questionnaire"
                checked={each === definition}
                onChange={() => setChosen(key)}
                {...(each === definition ? { 'data-autofocus': true } : {})}
              />
              <span className={classes.choiceWords}>
                <b>{sayIn(each.title, words.language)}</b>
                <span>
                  {t(`assessments.measures.${each.measures}`)} ·{' '}
                  {t('assessments.questions', { count: each.items.length })} ·{' '}
                  {languagesOf(each)
                    .map((code) => words.option('assessment', 'language', code))
                    .join(', ')}
                </span>
              </span>
              <span className={classes.tags}>
                {each.norms.length === 0 && <Tag>{t('assessments.withoutNorms')}</Tag>}
                {Object.values(each.languages).includes('adaptation') && <Tag>{t('assessments.ownVersion')}</Tag>}
              </span>
            </label>
          );
        })}
      </div>
      <p className={classes.how}>{t('assessments.whichWhat')}</p>
      <p className={classes.intro}>{sayIn(definition.intro, language)}</p>
      <div className={classes.asks}>
        <LanguageChoice definition={definition} value={language} onChange={setWanted} className={classes.label} />
        <div>
          <p id="questionnaire-by" className={classes.label}>
            {t('assessments.whoAnswers')}
          </p>
          <Segments
            labelledBy="questionnaire-by"
            options={(['candidate', 'together'] as const).map((code) => ({
              code,
              label: words.option('assessment', 'answeredBy', code),
            }))}
            value={by}
            onChange={(next) => setBy(next === 'together' ? 'together' : 'candidate')}
          />
        </div>
      </div>
    </Dialog>
  );
}
