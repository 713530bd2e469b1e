/**
 * Handing over a dossier: who it is for decides what is in it. The page shows exactly what is saved and names what is not
 * in it; saving leaves a line in the log with the hash of the file.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconCircleCheck, IconFileExport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import type { Row } from '../../../core/domain/concepts.ts';
import { displayName } from '../../../core/domain/name.ts';
import type { Recipient } from '../../../core/register/register.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Button } from '../../components/Button.tsx';
import { ConsentNotice } from '../../components/ConsentNotice.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { useKeptDraft } from '../../components/useKeptDraft.ts';
import { useOnceReady } from '../../components/useOnceReady.ts';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { Progress } from '../../components/Progress.tsx';
import { sizeText } from '../../components/documents/document-words.ts';
import { useLeakText } from '../../components/useLeakText.ts';
import { Choice } from './Choice.tsx';
import { FORMATS, isPaper, LANGUAGES, nameOf, WHO, type Format, type Handover } from './choices.ts';
import { NotIncluded } from './NotIncluded.tsx';
import { Preview } from './Preview.tsx';
import { byCategory } from './left-out.ts';
import { OpenedDossier } from './OpenedDossier.tsx';
import { NO_SECRET, ZipChoices, isGoodSecret, type Secret } from './ZipChoices.tsx';
import classes from './handover.module.css';

type Names = { readonly [R in Recipient]?: string };
type To = { readonly recipient: Recipient; readonly names: Names };
const PREVIEW = {
  pdf: 'handover.previewPdf',
  docx: 'handover.previewWord',
  zip: 'handover.previewZip',
  jsonResume: 'handover.previewData',
  vum: 'handover.previewData',
} as const satisfies Record<Format, string>;
const NOBODY: To = { recipient: 'candidate', names: {} };

export function HandoverScreen({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <OpenedDossier id={id}>
      {({ candidate, rows: { document, consent } }) => (
        <Choosing id={id} name={displayName(candidate) || t('common.noName')} documents={document} consents={consent} />
      )}
    </OpenedDossier>
  );
}

function Choosing({
  id,
  name,
  documents,
  consents,
}: {
  id: string;
  name: string;
  documents: readonly Row<'document'>[];
  consents: readonly Row<'consent'>[];
}) {
  const { t, i18n } = useTranslation();
  const windowLanguage = useLanguage();
  const announce = useAnnounce();
  const top = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Omit<Handover, 'recipientName'>>({
    dossier: id,
    recipient: 'candidate',
    format: 'pdf',
    language: windowLanguage,
  });
  // Each has a name of their own: that of an employer must not end up on what is for UWV.
  const [names, setNames] = useState<Names>({});
  // What was typed comes back after a lock, until it is saved: the next one to whom this goes may be another.
  const [saidTo, setSaidTo] = useState<Names>({});
  const to = useMemo(() => {
    const waiting = WHO.filter((who) => names[who] && names[who] !== saidTo[who]);
    return waiting.length === 0
      ? NOBODY
      : { recipient: chosen.recipient, names: Object.fromEntries(waiting.map((who) => [who, names[who]])) };
  }, [chosen.recipient, names, saidTo]);
  const goOn = useCallback((typed: To) => {
    setChosen((before) => ({ ...before, recipient: typed.recipient }));
    setNames(typed.names);
  }, []);
  useKeptDraft(id, 'handover', to, goOn);
  const [settledNames] = useDebouncedValue(names, 250);
  const recipientName = names[chosen.recipient] ?? '';
  const settledName = settledNames[chosen.recipient] ?? '';
  const save = useDo('handover.save');
  const leakText = useLeakText(save.failure);
  const job = useJob();
  const [secret, setSecret] = useState<Secret>(NO_SECRET);
  const [tried, setTried] = useState(false);
  // What was ticked for one recipient is not ticked for another.
  const [ticked, setTicked] = useState<{ readonly [R in Recipient]?: readonly string[] }>({});
  const chosenDocuments = ticked[chosen.recipient] ?? [];
  const isZip = chosen.format === 'zip';
  const [saved, setSaved] = useState<Answer<'handover.save'> | null>(null);
  const done = useRef<HTMLDivElement>(null);

  const wanted: Handover = { ...chosen, recipientName: nameOf(recipientName) };
  const shown = useAsk('handover.preview', { ...chosen, recipientName: nameOf(settledName) }, { keepPrevious: true });
  // The body on the screen may still be that of the former choice: it is drawn as what it is until the new one is there.
  const [drawn, setDrawn] = useState<{ format: Format; answer: Answer<'handover.preview'> } | null>(null);
  const fresh = shown.data && !shown.isPlaceholderData ? shown.data : null;
  useEffect(() => {
    if (fresh) setDrawn({ format: chosen.format, answer: fresh });
  }, [fresh, chosen.format]);
  const stale = !fresh || nameOf(settledName) !== wanted.recipientName;

  // Said when another recipient or form changes what is in it, not with every letter of a name.
  const toSay = useRef(false);
  useEffect(() => {
    if (!fresh || !toSay.current) return;
    toSay.current = false;
    const count = byCategory(fresh.leftOut).length;
    announce(count > 0 ? t('handover.announce', { count }) : t('handover.announceAll'));
  }, [fresh, announce, t]);

  const choose = (part: Partial<typeof chosen>) => {
    toSay.current = true;
    setChosen((before) => ({ ...before, ...part }));
    settle();
  };
  const settle = () => {
    setSaved(null);
    save.reset();
  };
  const run = async () => {
    const password = secret.made ?? secret.first;
    setTried(true);
    if (isZip && !isGoodSecret(secret)) return announce(t('handover.passwordFirst'));
    setSaved(null);
    const answer = await save.run({
      ...wanted,
      ...(isZip ? { password, documents: [...chosenDocuments], job: job.begin() } : {}),
    });
    job.end();
    if (!answer.ok) return;
    setTried(false);
    setSaved(answer.value);
    if (answer.value.saved) setSaidTo((before) => ({ ...before, [chosen.recipient]: recipientName }));
    else announce(t('handover.notSaved'));
  };
  useEffect(() => {
    if (saved?.saved) done.current?.focus();
  }, [saved]);
  // Nothing is saved that could not be seen; a failed preview says why.
  const saving = useOnceReady(
    save.busy ? 'busy' : shown.isError ? 'never' : stale ? 'coming' : 'ready',
    () => void run(),
  );
  useShortcuts({ handoverSave: saving.ask });
  const another = () => {
    settle();
    top.current?.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.focus();
  };

  const phase = (name: string | undefined): string => {
    if (name === 'handover.packing') return t('handover.packing');
    if (name === 'handover.checking') return t('handover.checking');
    return chosen.format === 'jsonResume' || chosen.format === 'vum'
      ? t('handover.savingData')
      : t('handover.savingPaper');
  };

  return (
    <div className={classes.screen} data-handover>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title}>{t('handover.title')}</h1>
          <p className={classes.quiet}>{t('handover.of', { name, interpolation: { escapeValue: false } })}</p>
        </div>
        <Link to="/dossier/$id/$tab" params={{ id, tab: 'overview' }} className={classes.back}>
          <Icon of={IconArrowLeft} size={16} />
          {t('handover.back')}
        </Link>
      </header>

      <div className={classes.choices} ref={top}>
        <Choice
          look="cards"
          legend={t('handover.who')}
          value={chosen.recipient}
          onChange={(recipient) => choose({ recipient })}
          options={WHO.map((who) => ({
            value: who,
            label: t(`handover.${who}`),
            text: t(`handover.${who}Text`),
          }))}
        />
        <div className={classes.how}>
          <TextInput
            className={classes.name}
            label={t('handover.recipientName')}
            placeholder={t('handover.recipientNameHint')}
            value={recipientName}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              setNames((before) => ({ ...before, [chosen.recipient]: typed }));
              settle();
            }}
          />
          <Choice
            look="row"
            legend={t('handover.format')}
            value={chosen.format}
            onChange={(format) => choose({ format })}
            options={FORMATS.map((format) => ({ value: format, label: t(`handover.${format}`) }))}
          />
          <Choice
            look="row"
            legend={t('handover.language')}
            value={chosen.language}
            onChange={(language) => choose({ language })}
            options={LANGUAGES.map((language) => ({ value: language, label: t(`handover.${language}`) }))}
          />
          <Button
            className={classes.save}
            leftSection={<Icon of={IconFileExport} />}
            rightSection={<KeyHint of="handoverSave" />}
            aria-keyshortcuts={ariaKeys('handoverSave')}
            busy={save.busy || saving.isWaiting}
            onClick={saving.ask}
          >
            {t('handover.save')}
          </Button>
        </div>
        {isZip && (
          <ZipChoices
            dossier={id}
            documents={documents}
            recipient={chosen.recipient}
            secret={secret}
            onSecret={setSecret}
            chosen={chosenDocuments}
            onChosen={(rows) => setTicked((before) => ({ ...before, [chosen.recipient]: rows }))}
            tried={tried}
          />
        )}
        {!shown.isError && <ConsentNotice dossier={id} consents={consents} recipient={chosen.recipient} />}
        {chosen.format === 'vum' && <p className={classes.quiet}>{t('handover.languageVum')}</p>}
      </div>

      {save.busy && (
        <Progress
          phase={phase(job.progress?.phase)}
          done={job.progress?.done ?? 0}
          total={job.progress?.total ?? 0}
          {...(isZip
            ? {
                onCancel: () => void job.cancel(),
                cancelling: job.cancelling,
                format: (bytes: number) => sizeText(bytes, i18n.language),
              }
            : {})}
        />
      )}
      <ErrorNote failure={save.failure} retry={() => void run()}>
        {leakText}
      </ErrorNote>
      {saved?.saved === false && <p className={classes.quiet}>{t('handover.notSaved')}</p>}
      {saved?.saved && <Saved saved={saved} box={done} another={another} />}

      {shown.isError && <ErrorNote failure={shown.error.failure} retry={() => void shown.refetch()} />}
      {!drawn && !shown.isError && <Progress phase={t('handover.making')} done={0} total={0} />}
      {drawn && !shown.isError && (
        <div className={classes.columns}>
          <Preview
            body={drawn.answer.body}
            fileName={drawn.answer.fileName}
            isPage={isPaper(drawn.format)}
            text={t(PREVIEW[drawn.format])}
            stale={stale}
          />
          <NotIncluded leftOut={drawn.answer.leftOut} unsaid={drawn.answer.unsaid} format={drawn.format} />
        </div>
      )}
    </div>
  );
}

/** Quiet, and complete: what it is called, how large, by what it can be recognised, and where it is written down. */
function Saved({
  saved,
  box,
  another,
}: {
  saved: Answer<'handover.save'>;
  box: React.RefObject<HTMLDivElement | null>;
  another: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={classes.saved} role="status" tabIndex={-1} ref={box} data-quiet-focus data-saved>
      <Icon of={IconCircleCheck} size={20} />
      <div className={classes.savedWords}>
        <p>
          <b>{t('handover.saved', { name: saved.fileName, interpolation: { escapeValue: false } })}</b>
          {' · '}
          <span className={classes.hash} title={t('handover.hashWhat', { hash: saved.sha256 })}>
            {t('handover.hash', { hash: saved.sha256.slice(0, 12) })}
          </span>
        </p>
        <p>
          {saved.checked &&
            t(saved.pages === null ? 'handover.checked' : 'handover.checkedPages', { count: saved.pages ?? 0 })}
        </p>
        <p>{t('handover.inLog')}</p>
      </div>
      <Button variant="default" onClick={another}>
        {t('handover.another')}
      </Button>
    </div>
  );
}
