/** Everything that changed in this dossier: by day, who, what, from what to what. */
import { useState, type FormEvent } from 'react';
import { Select, TextInput } from '@mantine/core';
import { IconHistory, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useAskPages } from '../../api/useAsk.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { Button, Switch } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { parseTypedDate } from '../../components/typed-date.ts';
import { timeText } from '../../components/MomentText.tsx';
import { useWords } from '../../components/useWords.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import {
  byDay,
  deedName,
  isSensitive,
  mayBeSensitive,
  type Day,
  type Deed,
  type Entry,
  type RowChange,
} from './changes.ts';
import { useDossier } from './DossierContext.tsx';
import { shownText } from '../../components/field-text.ts';
import { LISTS } from './lists.ts';
import { dayEnd } from './moments.ts';
import classes from './History.module.css';

/** More than this is folded: a demo caseload or an import fills a dossier in one go. */
const FOLDED_FROM = 12;

export function History() {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate } = useDossier();
  const [concept, setConcept] = useState<ConceptName | null>(null);
  const [pages, setPages] = useState(1);
  const [showSensitive, setShowSensitive] = useState(false);
  const { entries, total, more, failure, retry } = useAskPages(
    'dossier.history',
    { dossier: candidate.id, ...(concept ? { concept } : {}) },
    pages,
  );
  const concepts = CONCEPT_NAMES.filter((name) => conceptOf(name).place !== 'organisation');
  const anySensitive = entries.some(isSensitive);
  return (
    <>
      <div className={classes.filter}>
        <Select
          aria-label={t('dossier.historyOf')}
          data={[
            { value: '', label: t('dossier.historyAll') },
            ...concepts.map((name) => ({ value: name, label: words.concept(name, 'many') })),
          ]}
          value={concept ?? ''}
          searchable
          w={260}
          onChange={(next) => {
            setConcept(next || null);
            setPages(1);
          }}
        />
        {anySensitive && (
          <Switch
            label={t('dossier.showSensitive')}
            checked={showSensitive}
            onChange={(event) => setShowSensitive(event.currentTarget.checked)}
          />
        )}
        <ToThen />
        <Link to="/removed" search={{ dossier: candidate.id }} className={classes.removed}>
          <Icon of={IconTrash} size={16} /> {t('past.removedHere')}
        </Link>
      </div>
      {failure && <ErrorNote failure={failure} retry={retry} />}
      {total === 0 && (
        <Card>
          <EmptyState small title={t('dossier.empty.history')} />
        </Card>
      )}
      {byDay(entries).map((day) => (
        <OneDay key={day.day} day={day} showSensitive={showSensitive} />
      ))}
      {more && (
        <div>
          <Button variant="default" onClick={() => setPages(pages + 1)}>
            {t('dossier.historyMore')}
          </Button>
        </div>
      )}
    </>
  );
}

/** To the dossier as it was at the end of a day. */
function ToThen() {
  const { t } = useTranslation();
  const { candidate } = useDossier();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const go = (event: FormEvent) => {
    event.preventDefault();
    const date = parseTypedDate(typed, 'date');
    setIsWrong(!date.ok);
    if (date.ok)
      void navigate({
        to: '/dossier/$id/$tab',
        params: { id: candidate.id, tab: 'overview' },
        search: { asOf: dayEnd(date.value) },
      });
  };
  return (
    <form onSubmit={go} noValidate className={classes.then}>
      <TextInput
        aria-label={t('past.onDay')}
        placeholder={t('past.onDayHint')}
        w={170}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        error={isWrong && t('dossier.reasons.wholeDay')}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setIsWrong(false);
        }}
      />
      <Button type="submit" variant="default" leftSection={<Icon of={IconHistory} size={16} />}>
        {t('past.look')}
      </Button>
    </form>
  );
}

function OneDay({ day, showSensitive }: { day: Day; showSensitive: boolean }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { candidate } = useDossier();
  return (
    <Card
      title={formatPartialDate(day.day, language, 'long')}
      aside={
        <Link
          to="/dossier/$id/$tab"
          params={{ id: candidate.id, tab: 'overview' }}
          search={{ asOf: dayEnd(day.day) }}
          className={classes.removed}
          aria-label={t('past.lookOn', { day: formatPartialDate(day.day, language, 'long') })}
        >
          {t('past.look')}
        </Link>
      }
    >
      <ol className={classes.deeds}>
        {day.deeds.map((deed) => (
          <OneDeed key={deed.group} deed={deed} showSensitive={showSensitive} />
        ))}
      </ol>
    </Card>
  );
}

function OneDeed({ deed, showSensitive }: { deed: Deed; showSensitive: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = (
    <ul className={classes.rows}>
      {deed.rows.map((change) => (
        <OneRow key={`${change.concept}/${change.row}`} change={change} showSensitive={showSensitive} />
      ))}
    </ul>
  );
  return (
    <li className={classes.deed} data-undone={deed.undone || undefined}>
      <div className={classes.when}>
        <time dateTime={new Date(deed.at).toISOString()}>{timeText(deed.at, language)}</time>
      </div>
      <div className={classes.done}>
        <p className={classes.title}>
          <span>
            <strong>{t(`dossier.did.${deedName(deed.label)}`)}</strong> · {deed.actor || t('dossier.unknownActor')}
          </span>
          {deed.undone && <Tag>{t('dossier.wasUndone')}</Tag>}
        </p>
        {deed.count > FOLDED_FROM ? (
          <details className={classes.fold}>
            <summary>{t('dossier.answers', { count: deed.count })}</summary>
            {rows}
          </details>
        ) : (
          rows
        )}
      </div>
    </li>
  );
}

function OneRow({ change, showSensitive }: { change: RowChange; showSensitive: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const layout = (LISTS as Partial<Record<ConceptName, { title: string }>>)[change.concept];
  const sensitive = change.entries.some(isSensitive);
  const now = layout
    ? (rows[change.concept as keyof typeof rows] as unknown as Record<string, FieldValue>[] | undefined)?.find(
        (row) => String(row['id']) === change.row,
      )?.[layout.title]
    : undefined;
  // A row that was removed is no longer in the dossier; of what may be sensitive its name is hidden like its answers.
  const gone =
    now === undefined && (showSensitive || !mayBeSensitive(change.concept)) ? (change.entries[0]?.about ?? '') : '';
  const name =
    layout && !(sensitive && !showSensitive)
      ? shownText(change.concept, layout.title, now, words.language) || gone
      : '';
  const removed = change.entries.find((entry) => entry.field === 'deleted');
  const fields = change.entries.filter((entry) => entry.field !== 'deleted');
  return (
    <li className={classes.row}>
      <p className={classes.concept}>
        {words.concept(change.concept)}
        {name && `: ${name}`}
      </p>
      {removed && (
        <p>{t(removed.after ? 'dossier.rowRemoved' : 'dossier.rowBack', { what: words.concept(change.concept) })}</p>
      )}
      {fields.length > 0 && (
        <dl className={classes.fields}>
          {fields.map((entry) => (
            <OneField key={entry.field} entry={entry} hidden={isSensitive(entry) && !showSensitive} />
          ))}
        </dl>
      )}
    </li>
  );
}

function OneField({ entry, hidden }: { entry: Entry; hidden: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={classes.field}>
      <dt>{words.field(entry.concept, entry.field)}</dt>
      <dd>
        {hidden ? (
          <span className={classes.hidden}>{t('dossier.hiddenHere')}</span>
        ) : (
          <BeforeAfter concept={entry.concept} field={entry.field} before={entry.before} after={entry.after} />
        )}
      </dd>
    </div>
  );
}
