/**
 * What was said with somebody, the latest first. A new one is there at once and stays a concept until it is finished; what was agreed in
 * it stands below it. The confidential note is apart: shown only when it is asked for.
 */
import { useRef, useState } from 'react';
import { Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconEyeOff,
  IconMail,
  IconMessage,
  IconMessages,
  IconHome,
  IconPhone,
  IconPlus,
  IconSettings,
  IconTemplate,
  IconVideo,
} from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CONTACT_KINDS, Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { referenceTo } from '../../../core/guidance/plan.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { RecordMark, useHasOffice, whereaboutsOf } from '../../components/RecordMark.tsx';
import { Tag } from '../../components/Tag.tsx';
import { timeText } from '../../components/MomentText.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useOwn } from '../../components/useOwn.ts';
import { useWords } from '../../components/useWords.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Attached } from './Attached.tsx';
import { useDossier, useEditing } from './DossierContext.tsx';
import { Field } from './Field.tsx';
import { latestMomentFirst } from '../../components/guidance-rows.ts';
import { RemoveButton } from './RemoveButton.tsx';
import { ReportText } from '../../components/ReportText.tsx';
import { RowList } from './RowList.tsx';
import { useAdded } from './useAdded.ts';
import classes from './guidance.module.css';

type Moment = Row<'contactMoment'>;

const KIND_ICON: Readonly<Record<(typeof CONTACT_KINDS)[number], IconShape>> = {
  conversation: IconMessages,
  visit: IconHome,
  telephone: IconPhone,
  videoCall: IconVideo,
  email: IconMail,
  message: IconMessage,
  other: IconMessages,
};

const TEMPLATES = ['blank', 'intake', 'progress', 'visit', 'telephone'] as const;
type Template = (typeof TEMPLATES)[number];
const KIND_OF: Readonly<Record<Template, Moment['kind']>> = {
  blank: 'conversation',
  intake: 'conversation',
  progress: 'conversation',
  visit: 'visit',
  telephone: 'telephone',
};

/** So many are drawn at first: a dossier may have hundreds. */
const SHOWN = 30;

export function ContactMoments() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const { add: addRow, busy } = useAdded();
  const { row: wanted = null } = useSearch({ strict: false });
  const [open, setOpen] = useState<string | null>(wanted);
  const [fresh, setFresh] = useState<string | null>(null);
  const [opened, setOpened] = useState(wanted);
  if (wanted !== opened) {
    setOpened(wanted);
    setOpen(wanted);
  }
  const moments = rows.contactMoment.toSorted(latestMomentFirst);
  const [shown, setShown] = useState(() => Math.max(SHOWN, moments.findIndex(({ id }) => id === wanted) + 1));

  const templates = useOwn().templates.filter(({ kind }) => kind !== 'letter');
  const navigate = useNavigate();

  const begin = async (outline: Record<string, FieldValue>) => {
    const now = Date.now();
    const added = await addRow('contactMoment', {
      kind: 'conversation',
      date: localDay(now),
      time: timeText(now, 'nl'),
      finished: 'no',
      ...outline,
    });
    if (added === null) return;
    setFresh(added.row);
    setOpen(added.row);
  };
  const add = (template: Template) =>
    begin({
      kind: KIND_OF[template],
      ...(template === 'blank'
        ? {}
        : { subject: t(`guidance.template.${template}`), text: t(`guidance.templateText.${template}`).trim() }),
    });

  return (
    <section aria-label={words.concept('contactMoment', 'many')} className={classes.moments}>
      <div className={classes.bar}>
        <Button
          data-add-row
          leftSection={<Icon of={IconPlus} size={16} />}
          rightSection={<KeyHint of="addRow" />}
          aria-keyshortcuts={ariaKeys('addRow')}
          busy={busy}
          onClick={() => void add('blank')}
        >
          {t('guidance.newMoment')}
        </Button>
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button variant="default" rightSection={<Icon of={IconChevronDown} size={16} />}>
              {t('guidance.momentFrom')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {TEMPLATES.filter((each) => each !== 'blank').map((each) => (
              <Menu.Item key={each} onClick={() => void add(each)}>
                {t(`guidance.template.${each}`)}
              </Menu.Item>
            ))}
            {templates.length > 0 && <Menu.Label>{t('guidance.ownTemplates')}</Menu.Label>}
            {templates.map(({ id, name, subject, text }) => (
              <Menu.Item
                key={id}
                className={classes.outline ?? ''}
                onClick={() => void begin({ subject: subject ?? name, text })}
              >
                {name ?? subject ?? words.concept('template')}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item
              leftSection={<Icon of={IconSettings} size={16} />}
              onClick={() => void navigate({ to: '/settings/$section', params: { section: 'templates' } })}
            >
              {t('guidance.manageTemplates')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {moments.length === 0 ? (
        <EmptyState icon={IconMessages} title={t('guidance.noMoments')}>
          {t('guidance.noMomentsWhat')}
        </EmptyState>
      ) : (
        <ol className={classes.list}>
          {moments.slice(0, shown).map((row) => (
            <li key={row.id} ref={row.id === wanted ? inSight : null}>
              <OneMoment
                row={row}
                isOpen={open === row.id}
                isFresh={fresh === row.id}
                toggle={() => setOpen(open === row.id ? null : row.id)}
              />
            </li>
          ))}
        </ol>
      )}
      {moments.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + SHOWN)}>
          {t('guidance.olderMoments')}
        </Button>
      )}
    </section>
  );
}

function OneMoment({
  row,
  isOpen,
  isFresh,
  toggle,
}: {
  row: Moment;
  isOpen: boolean;
  isFresh: boolean;
  toggle: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const editing = useEditing();
  const hasOffice = useHasOffice();
  const [isNoteShown, setNoteShown] = useState(false);
  const { turned } = useTurned();
  const title = useRef<HTMLButtonElement>(null);
  const me = referenceTo('contactMoment', row.id);
  const agreements = rows.agreement.filter((each) => each.contactMoment === me);
  const at = whereaboutsOf([row]);
  const isFinished = row.finished === 'yes';
  const subject =
    row.subject ?? (row.kind ? words.option('contactMoment', 'kind', row.kind) : t('guidance.untitledMoment'));
  const props = (field: string & keyof Moment) => ({
    concept: 'contactMoment' as const,
    row: row.id,
    field,
    value: row[field] as string | number | null,
  });
  // Two answers and what is typed are never folded away.
  const isAgreeing = editing
    .newRows('agreement')
    .some(
      (each) =>
        each.real === null &&
        editing.hasDrafts(each.row) &&
        editing.draftOf({ concept: 'agreement', row: each.row, field: 'contactMoment' }) === me,
    );
  const mustShow = row.conflicts.length > 0 || editing.hasDrafts(row.id) || isAgreeing;
  const isWide = isOpen || mustShow;

  return (
    <article className={classes.moment} data-moment data-concept={isFinished ? undefined : ''} aria-label={subject}>
      <header className={classes.momentHead}>
        <span className={classes.kind}>
          <Icon of={KIND_ICON[row.kind ?? 'other']} />
        </span>
        <button ref={title} type="button" className={classes.momentTitle} aria-expanded={isWide} onClick={toggle}>
          <span className={classes.subject}>{subject}</span>
          <span className={classes.facts}>
            {[
              row.date ? formatPartialDate(row.date, words.language) : t('guidance.noDay'),
              row.time,
              row.minutes === null ? null : t('guidance.minutes', { count: row.minutes }),
              row.participants && t('guidance.withWhom', { who: row.participants }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </button>
        <span className={classes.marks}>
          {agreements.length > 0 && !isWide && <Tag>{t('guidance.agreements', { count: agreements.length })}</Tag>}
          {row.confidentialNote !== null && (
            <Tag kind="violet" icon={IconEyeOff}>
              {t('guidance.confidential')}
            </Tag>
          )}
          {!isFinished && <Tag kind="amber">{t('guidance.concept')}</Tag>}
          {hasOffice && at && <RecordMark of={at} />}
        </span>
        <RemoveButton concept="contactMoment" row={row.id} title={subject} />
      </header>
      {!isWide && row.text && (
        <button type="button" className={classes.gist} tabIndex={-1} onClick={toggle}>
          <ReportText text={firstLines(row.text)} />
        </button>
      )}
      {!isWide && <Attached concept="contactMoment" row={row.id} />}
      {isWide && (
        <div className={classes.inside}>
          <div className={classes.fields}>
            <Field {...props('subject')} startOpen={isFresh && row.subject === null} />
            <Field {...props('kind')} />
            <Field {...props('date')} />
            <Field {...props('time')} />
            <Field {...props('minutes')} />
            <Field {...props('participants')} />
          </div>
          <Field {...props('text')} wide startOpen={isFresh && row.subject !== null} read={asReport} />
          <p className={classes.how}>{t('guidance.headingsHow')}</p>
          <RowList
            concept="agreement"
            title={t('guidance.agreedHere')}
            only={(each) => each['contactMoment'] === me}
            about={{ contactMoment: me }}
          />
          <Attached concept="contactMoment" row={row.id} canAdd />
          {!turned && (
            <div className={classes.confidential}>
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<Icon of={IconEyeOff} size={16} />}
                aria-expanded={isNoteShown}
                onClick={() => setNoteShown(!isNoteShown)}
              >
                {isNoteShown
                  ? t('guidance.confidentialHide')
                  : row.confidentialNote === null
                    ? t('guidance.confidentialAdd')
                    : t('guidance.confidentialShow')}
              </Button>
              {isNoteShown && (
                <div className={classes.confidentialNote}>
                  <p>{t('guidance.confidentialWhat')}</p>
                  <Field {...props('confidentialNote')} wide startOpen={row.confidentialNote === null} />
                </div>
              )}
            </div>
          )}
          <div className={classes.foot}>
            <Button
              variant={isFinished ? 'default' : 'filled'}
              onClick={() => {
                void editing.commit(props('finished'), isFinished ? 'no' : 'yes');
                if (isFinished) return;
                toggle();
                title.current?.focus();
              }}
            >
              {t(isFinished ? 'guidance.reopen' : 'guidance.finish')}
            </Button>
            <SaveAsTemplate moment={row} />
          </div>
        </div>
      )}
    </article>
  );
}

/** Only its headings: what was written about somebody has no place in an outline, which belongs to no candidate. */
function SaveAsTemplate({ moment: { subject, text } }: { moment: Moment }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const own = useOwn();
  const { run, busy } = useDo('dossier.addRow');
  if (own.dossier === null || !text) return null;
  const { dossier } = own;
  const save = async () => {
    const headings = headingsOf(text);
    if (headings === null) return say({ message: t('guidance.templateWithoutHeadings') });
    const name = subject ?? t('guidance.untitledMoment');
    const fields = { kind: 'contactMoment', name, language, text: headings };
    const answer = await run({ dossier, concept: 'template', fields });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t('guidance.templateSaved'),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <Button variant="subtle" leftSection={<Icon of={IconTemplate} size={16} />} busy={busy} onClick={() => void save()}>
      {t('guidance.saveAsTemplate')}
    </Button>
  );
}

/** Null where there are none. */
function headingsOf(text: string): string | null {
  const headings = text.split('\n').filter((line) => /^#{1,6}\s+\S/.test(line));
  return headings.length > 0 ? headings.map((line) => line.trim()).join('\n\n') : null;
}

/** Once, when it comes. */
const inSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

const asReport = (text: string) => <ReportText text={text} />;

/** Enough to know it again. */
function firstLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const said = lines.slice(0, 3).join('\n');
  return said.length > 320 ? `${said.slice(0, 320)}…` : said;
}
