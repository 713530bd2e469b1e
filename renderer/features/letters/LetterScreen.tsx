/**
 * Writing a letter: to or about one candidate, or one letter to everybody who is picked in the list. At the left what is written, with its
 * fields; at the right the letter as it will be. What is typed is kept with each key, and gone once the letter is made. A letter on a Word file of
 * the organisation says what that file says: it is chosen here, and written in Word.
 */
import { useId, useMemo, useState } from 'react';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconFileExport, IconFileTypeDocx, IconMailOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import type { Row } from '../../../core/domain/concepts.ts';
import { displayName } from '../../../core/domain/name.ts';
import { freezing } from '../../../core/privacy/limits.ts';
import { LETTERS, OWN_LETTERS, type OwnLetter } from '../../../core/letters/own-letters.ts';
import { RIGHTS_LETTERS, type RightsLetter } from '../../../core/letters/request-letters.ts';
import { RECIPIENTS, type Recipient } from '../../../core/register/register.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Button } from '../../components/Button.tsx';
import { Segments } from '../../components/choices.tsx';
import { ConsentNotice } from '../../components/ConsentNotice.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { usePicked } from '../../components/picked.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useKeptDraft } from '../../components/useKeptDraft.ts';
import { useLeakText } from '../../components/useLeakText.ts';
import { useOwn } from '../../components/useOwn.ts';
import { useOnceReady } from '../../components/useOnceReady.ts';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { Made, Merged } from './Made.tsx';
import { FieldList, Missing } from './Missing.tsx';
import { rightsLetters, type RightsLetters, type RightsOf } from './rights-letters.ts';
import { useRefusalText } from './useRefusalText.ts';
import classes from './letters.module.css';

/** @param rights of which request or restriction it is, where it is of one */
export function LetterScreen({ id, rights = null }: { id: string; rights?: RightsOf | null }) {
  const { t } = useTranslation();
  const opened = useAsk('dossier.open', { dossier: id }, { eachTime: rights !== null });
  const isOfRequest = rights !== null && rights.letter !== 'lifting';
  const found = useAsk('requests.receivers', { dossier: id, request: rights?.row ?? '' }, { enabled: isOfRequest });
  if (opened.isError) return <ErrorNote failure={opened.error.failure} retry={() => void opened.refetch()} />;
  // What a letter says is made once, of what stands there now: not of what stood there a moment ago.
  if (!opened.data || (rights && !opened.isFetchedAfterMount) || (isOfRequest && found.isPending)) return null;
  const { candidate, rows } = opened.data;
  const name = displayName(candidate) || t('common.noName');
  const ofRights = rights && rightsLetters(rights, opened.data, found.data ?? null);
  if (rights && !ofRights)
    return (
      <EmptyState
        icon={IconMailOff}
        title={t('requests.letter.gone')}
        action={
          <Link to="/dossier/$id/$tab" params={{ id, tab: 'privacy' }}>
            {t('requests.letter.back')}
          </Link>
        }
      />
    );
  return (
    <Writing
      dossiers={[id]}
      name={name}
      applications={rights ? [] : rows.jobApplication}
      consents={rows.consent}
      mayKeep={rights !== null || freezing(rows.restriction).length === 0}
      rights={ofRights}
    />
  );
}

/** To everybody who is picked in the list. */
export function LettersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { picked } = usePicked();
  if (picked.size === 0)
    return (
      <EmptyState
        icon={IconMailOff}
        title={t('letters.nobody')}
        action={<Button onClick={() => void navigate({ to: '/candidates' })}>{t('app.toCandidates')}</Button>}
      >
        {t('letters.nobodyWhat')}
      </EmptyState>
    );
  return <Writing dossiers={[...picked]} name={null} applications={[]} consents={[]} mayKeep />;
}

type Written = {
  readonly template: string;
  readonly recipient: Recipient;
  readonly recipientName: string;
  readonly jobApplication: string;
  readonly language: 'nl' | 'en';
  readonly subject: string;
  readonly text: string;
};

/** The value of a Word file among the templates that can be chosen. */
const WORD = 'word/';
const wordIn = ({ template }: Pick<Written, 'template'>): string | null =>
  template.startsWith(WORD) ? template.slice(WORD.length) : null;

/** The value of a letter of the request among the templates that can be chosen. */
const RIGHTS = 'rights/';
const rightsIn = ({ template }: Pick<Written, 'template'>): RightsLetter | null =>
  RIGHTS_LETTERS.find((each) => template === RIGHTS + each) ?? null;

const begunOf = ({ write }: RightsLetters, letter: RightsLetter, language: 'nl' | 'en'): Written => {
  const { subject, text, recipient, recipientName } = write(letter, language);
  return { template: RIGHTS + letter, recipient, recipientName, jobApplication: '', language, subject, text };
};

const begun = (language: 'nl' | 'en', template: OwnLetter): Written => {
  const { subject, text, recipient } = LETTERS[language][template];
  return { template, recipient, recipientName: '', jobApplication: '', language, subject, text };
};

function Writing({
  dossiers,
  name,
  applications,
  rights = null,
  consents,
  mayKeep,
}: {
  dossiers: readonly string[];
  /** Of the one it is about; null for a letter to many. */
  name: string | null;
  applications: readonly Row<'jobApplication'>[];
  rights?: RightsLetters | null;
  consents: readonly Row<'consent'>[];
  /** Nothing is put into a dossier that is restricted or shielded. */
  mayKeep: boolean;
}) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const isOne = name !== null;
  const [dossier = ''] = dossiers;
  const windowLanguage = useLanguage();
  const own = useOwn().templates.filter(({ kind }) => kind === 'letter');
  const wordFiles = useAsk('wordTemplates.list', null);
  const refusalText = useRefusalText();
  const [written, setWritten] = useState(() =>
    rights ? begunOf(rights, rights.of.letter, windowLanguage) : begun(windowLanguage, 'invitation'),
  );
  const ofRights = rights && letterIn(written, rights);
  const letGo = useKeptDraft(
    isOne ? dossier : 'merge',
    rights ? `letter/${rights.of.row}/${rights.of.letter}/${rights.of.to ?? ''}` : 'letter',
    written,
    setWritten,
  );
  const [form, setForm] = useState(rights ? 'pdf' : 'docx');
  const [keep, setKeep] = useState(mayKeep);
  const [moment, setMoment] = useState(false);
  const [leaveOut, setLeaveOut] = useState(false);
  const word = wordIn(written);
  const save = useDo('letters.save');
  const merge = useDo('letters.merge');
  const job = useJob();
  const [made, setMade] = useState<Answer<'letters.save'> | null>(null);
  const [merged, setMerged] = useState<Answer<'letters.merge'> | null>(null);
  const leakText = useLeakText(save.failure ?? merge.failure);
  const [settled] = useDebouncedValue(written, 250);
  const asked = useMemo((): Ask<'letters.fill'> => letterOf(dossier, settled, rights), [dossier, settled, rights]);
  const filled = useAsk('letters.fill', asked, { keepPrevious: true });
  const shown = filled.data ?? null;
  const page = useAsk(
    'letters.preview',
    { ...asked, subject: shown?.subject ?? '', text: shown?.text ?? '' },
    { enabled: shown !== null && word === null, keepPrevious: true },
  );
  const ids = { form: useId(), recipient: useId() };
  const busy = save.busy || merge.busy;
  const wordItems = [
    ...(wordFiles.data ?? []).map(({ row, name: called, office }) => ({
      value: WORD + row,
      label: office
        ? t('letters.word.ofOffice', { name: called, interpolation: { escapeValue: false } })
        : called || t('common.noName'),
    })),
    // Removed since it was chosen: it still is what is chosen.
    ...(word !== null && wordFiles.data && !wordFiles.data.some(({ row }) => row === word)
      ? [{ value: WORD + word, label: t('letters.word.gone') }]
      : []),
  ];

  const change = (part: Partial<Written>) => {
    setWritten((before) => ({ ...before, ...part }));
    setMade(null);
    setMerged(null);
    save.reset();
    merge.reset();
  };
  const choose = (template: string, language = written.language) => {
    const right = rights && rightsIn({ template });
    if (right) return change(begunOf(rights, right, language));
    if (template.startsWith(WORD)) return change({ template, language, subject: '', text: '' });
    const kept = own.find(({ id }) => id === template);
    if (kept) return change({ template, language, subject: kept.subject ?? '', text: kept.text ?? '' });
    const { recipient, ...letter } = begun(language, template as OwnLetter);
    change({ ...letter, recipient: isOne ? recipient : 'candidate', recipientName: written.recipientName });
  };
  const run = async () => {
    if (!shown) return;
    if (isOne) {
      // What is on the screen may be a moment behind what was typed.
      const answer = await save.run({
        ...letterOf(dossier, written, rights),
        ...(word === null ? { subject: shown.subject, text: shown.text } : {}),
        format: form === 'pdf' && word === null ? 'pdf' : 'docx',
        keep,
        contactMoment: keep && moment,
      });
      if (!answer.ok) return;
      setMade(answer.value);
      if (!answer.value.saved) return announce(t('letters.notSaved'));
    } else {
      const { language, subject, text } = written;
      const answer = await merge.run({
        dossiers: [...dossiers],
        language,
        subject,
        text,
        ...(word === null ? {} : { template: word, leaveOut }),
        form: form === 'zip' ? 'zip' : 'docx',
        keep,
        job: job.begin(),
      });
      job.end();
      if (!answer.ok) return;
      setMerged(answer.value);
      if (!answer.value.saved) return announce(t('letters.notSaved'));
    }
    letGo();
  };
  // What was missing may have come into the dossier meanwhile.
  const isFilled = shown !== null && shown.unknown.length + shown.withheld.length + shown.empty.length === 0;
  const fresh = settled === written && !filled.isPlaceholderData;
  const saving = useOnceReady(
    busy ? 'busy' : filled.isError ? 'never' : fresh && shown ? 'ready' : 'coming',
    () => void run(),
  );
  useShortcuts({ letterSave: saving.ask });

  return (
    <div className={classes.screen} data-letter>
      <PageHeader
        title={isOne ? t('letters.title') : t('letters.titleMany')}
        actions={
          isOne ? (
            <Link
              to="/dossier/$id/$tab"
              params={{ id: dossier, tab: rights ? 'privacy' : 'overview' }}
              search={rights ? { row: rights.of.row } : {}}
              className={classes.line}
            >
              <Icon of={IconArrowLeft} size={16} />
              {t(rights ? 'requests.letter.back' : 'handover.back')}
            </Link>
          ) : (
            <Link to="/candidates" className={classes.line}>
              <Icon of={IconArrowLeft} size={16} />
              {t('letters.backToList')}
            </Link>
          )
        }
      >
        {isOne
          ? t('handover.of', { name, interpolation: { escapeValue: false } })
          : t('letters.many', { count: dossiers.length })}
      </PageHeader>
      <div className={classes.columns}>
        <div className={classes.write}>
          <div className={classes.how}>
            <NativeSelect
              label={t('letters.template')}
              value={written.template}
              onChange={(event) => choose(event.currentTarget.value)}
              data={[
                ...(rights
                  ? [
                      {
                        group: t('requests.letter.group'),
                        items: rights.offered.map((each) => ({
                          value: RIGHTS + each,
                          label: rights.name(each, written.language),
                        })),
                      },
                    ]
                  : []),
                {
                  group: t('letters.ours'),
                  items: OWN_LETTERS.filter((each) => isOne || LETTERS.nl[each].recipient === 'candidate').map(
                    (each) => ({
                      value: each,
                      label: LETTERS[written.language][each].name,
                    }),
                  ),
                },
                ...(own.length > 0
                  ? [
                      {
                        group: t('letters.own'),
                        items: own.map(({ id, name: called }) => ({ value: id, label: called ?? t('common.noName') })),
                      },
                    ]
                  : []),
                ...(wordItems.length > 0 ? [{ group: t('letters.word.group'), items: wordItems }] : []),
              ]}
            />
            <NativeSelect
              label={t('handover.language')}
              value={written.language}
              onChange={(event) => choose(written.template, event.currentTarget.value === 'en' ? 'en' : 'nl')}
              data={(['nl', 'en'] as const).map((each) => ({ value: each, label: t(`handover.${each}`) }))}
            />
            {isOne && (
              <NativeSelect
                label={t('handover.who')}
                value={written.recipient}
                onChange={(event) => change({ recipient: event.currentTarget.value as Recipient })}
                data={RECIPIENTS.map((each) => ({ value: each, label: t(`handover.${each}`) }))}
              />
            )}
            {isOne && written.recipient !== 'candidate' && (
              <TextInput
                label={t('handover.recipientName')}
                value={written.recipientName}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => change({ recipientName: event.currentTarget.value })}
              />
            )}
            {applications.length > 0 && (
              <NativeSelect
                label={t('letters.application')}
                value={written.jobApplication}
                onChange={(event) => change({ jobApplication: event.currentTarget.value })}
                data={[
                  { value: '', label: t('letters.noApplication') },
                  ...applications.map(({ id, vacancy, employer }) => ({
                    value: id,
                    label: [vacancy, employer].filter(Boolean).join(', ') || t('common.noName'),
                  })),
                ]}
              />
            )}
          </div>
          {word === null ? (
            <>
              <TextInput
                label={t('letters.subject')}
                value={written.subject}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => change({ subject: event.currentTarget.value })}
              />
              <Textarea
                className={classes.text ?? ''}
                label={t('letters.text')}
                description={t('letters.textWhat')}
                value={written.text}
                maxLength={20_000}
                autosize
                minRows={14}
                maxRows={30}
                onChange={(event) => change({ text: event.currentTarget.value })}
              />
              {shown && (
                <FieldList
                  fields={shown.fields}
                  onChoose={(field) => change({ text: `${written.text}{{${field}}}` })}
                />
              )}
            </>
          ) : (
            <p className={classes.quiet}>{t('letters.word.writtenInWord')}</p>
          )}
          <p className={classes.line}>
            <Icon of={IconFileTypeDocx} size={16} />
            <Link to="/settings/$section" params={{ section: 'templates' }}>
              {t(word === null && wordItems.length === 0 ? 'letters.word.add' : 'letters.word.manage')}
            </Link>
          </p>
        </div>
        <div className={classes.side}>
          {isOne && !filled.isError && (
            <ConsentNotice dossier={dossier} consents={consents} recipient={written.recipient} />
          )}
          {shown && <Missing filled={shown} isOne={isOne} isWord={word !== null} />}
          {word !== null && shown && !filled.isError && (
            <section className={classes.words} aria-label={t('letters.word.preview')} tabIndex={0} data-word-preview>
              <p className={classes.quiet}>{t('letters.word.previewWhat')}</p>
              {shown.text.split('\n').map((line, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- lines of a text have no other name
                <p key={at}>{line}</p>
              ))}
            </section>
          )}
          {word === null && page.data && (
            <iframe
              key={page.data.body}
              className={classes.page}
              title={t('letters.preview')}
              sandbox=""
              srcDoc={page.data.body}
            />
          )}
          {filled.error ? (
            <ErrorNote>{refusalText(filled.error.failure)}</ErrorNote>
          ) : (
            <ErrorNote failure={page.error?.failure ?? null} />
          )}
          <div className={classes.save}>
            {word !== null && isOne ? (
              <p className={classes.quiet}>{t('letters.word.noPdf')}</p>
            ) : (
              <>
                <span id={ids.form} className="screen-only-reader">
                  {t('handover.format')}
                </span>
                <Segments
                  labelledBy={ids.form}
                  value={form}
                  onChange={(next) => {
                    setForm(next);
                    setMade(null);
                    setMerged(null);
                  }}
                  options={
                    isOne
                      ? [
                          { code: 'docx', label: t('handover.docx') },
                          { code: 'pdf', label: t('handover.pdf') },
                        ]
                      : [
                          { code: 'docx', label: t('letters.oneFile') },
                          { code: 'zip', label: t('letters.manyFiles') },
                        ]
                  }
                />
              </>
            )}
            {word !== null && !isOne && (
              <Checkbox
                label={t('letters.word.leaveOut')}
                checked={leaveOut}
                onChange={(event) => {
                  setLeaveOut(event.currentTarget.checked);
                  setMerged(null);
                }}
              />
            )}
            <Checkbox
              label={t('letters.keep')}
              checked={keep}
              disabled={!mayKeep}
              onChange={(event) => setKeep(event.currentTarget.checked)}
            />
            {isOne && (
              <Checkbox
                label={t('letters.moment')}
                checked={moment && keep}
                disabled={!keep}
                onChange={(event) => setMoment(event.currentTarget.checked)}
              />
            )}
            <Button
              leftSection={<Icon of={IconFileExport} />}
              rightSection={<KeyHint of="letterSave" />}
              aria-keyshortcuts={ariaKeys('letterSave')}
              busy={busy || saving.isWaiting}
              onClick={saving.ask}
            >
              {t('handover.save')}
            </Button>
          </div>
          {ofRights && !made?.saved && <p className={classes.quiet}>{t(`requests.letter.fills.${ofRights}`)}</p>}
          {busy && (
            <Progress
              phase={t(
                job.progress?.phase === 'letters.keeping'
                  ? 'letters.keeping'
                  : isOne
                    ? 'letters.making'
                    : 'letters.makingMany',
              )}
              done={job.progress?.done ?? 0}
              total={job.progress?.total ?? 0}
              {...(isOne ? {} : { onCancel: () => void job.cancel(), cancelling: job.cancelling })}
            />
          )}
          {!(isFilled && save.failure?.type === 'LetterNotFilled') && (
            <ErrorNote failure={save.failure ?? merge.failure}>{leakText}</ErrorNote>
          )}
          {made && <Made made={made} />}
          {merged && <Merged merged={merged} />}
        </div>
      </div>
    </div>
  );
}

const letterOf = (dossier: string, written: Written, rights: RightsLetters | null): Ask<'letters.fill'> => ({
  dossier,
  recipient: written.recipient,
  recipientName: written.recipient === 'candidate' ? null : written.recipientName.trim() || null,
  jobApplication: written.jobApplication || null,
  language: written.language,
  subject: written.subject,
  text: written.text,
  ...(wordIn(written) === null ? {} : { template: wordIn(written) ?? '' }),
  ...(rights ? { rights: { letter: letterIn(written, rights), row: rights.of.row } } : {}),
});

/** Which of the letters of a request it is, also on a template of their own. */
const letterIn = (written: Written, { of }: RightsLetters): RightsLetter => rightsIn(written) ?? of.letter;
