/**
 * Giving a candidate access to what is held about them, or their data to take along. The page shows exactly what is saved; saving leaves a line in the log, as an export
 * to the candidate.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconCircleCheck, IconFileExport } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ACCESS_FORMS_OF, type Answer, type Ask } from '../../../core/contract/contract.ts';
import { displayName } from '../../../core/domain/name.ts';
import { ACCESS_KINDS, type AccessKind } from '../../../core/register/access-report.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { sizeText } from '../../components/documents/document-words.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useKeptDraft } from '../../components/useKeptDraft.ts';
import { useLeakText } from '../../components/useLeakText.ts';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { Choice } from './Choice.tsx';
import { LANGUAGES } from './choices.ts';
import { LeaveOut, type Left } from './LeaveOut.tsx';
import { Preview } from './Preview.tsx';
import { OpenedDossier } from './OpenedDossier.tsx';
import { isGoodSecret, NO_SECRET, ZipPassword, type Secret } from './ZipChoices.tsx';
import classes from './handover.module.css';

type Asked = Ask<'access.preview'>;
type Form = Asked['form'];
type Typed = { readonly left: readonly Left[]; readonly names: string };
const NOTHING_LEFT: Typed = { left: [], names: '' };

const isPage = (form: Form): boolean => form === 'pdf' || form === 'zip';
const PREVIEW = {
  pdf: 'access.previewPdf',
  zip: 'access.previewZip',
  json: 'access.previewData',
  jsonResume: 'access.previewData',
  vum: 'access.previewData',
} as const satisfies Record<Form, string>;

/** As they are typed: with commas between them. */
const namesIn = (typed: string): string[] =>
  [...new Set(typed.split(/[,;\n]/).map((each) => each.trim()))]
    .filter((each) => each.length >= 2 && each.length <= 120)
    .slice(0, 100);

export function AccessScreen({ id, kind }: { id: string; kind: AccessKind }) {
  const { t } = useTranslation();
  return (
    <OpenedDossier id={id}>
      {({ candidate }) => <Giving id={id} kind={kind} name={displayName(candidate) || t('common.noName')} />}
    </OpenedDossier>
  );
}

function Giving({ id, kind, name }: { id: string; kind: AccessKind; name: string }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const windowLanguage = useLanguage();
  const announce = useAnnounce();
  const [form, setForm] = useState<Form>(ACCESS_FORMS_OF[kind][0]);
  const [language, setLanguage] = useState(windowLanguage);
  const [typed, setTyped] = useState(NOTHING_LEFT);
  const goOn = useCallback((kept: Typed) => setTyped(kept), []);
  const letGo = useKeptDraft(id, 'access', typed, goOn);
  const [settled] = useDebouncedValue(typed, 300);
  const [isLocked, setLocked] = useState(true);
  const [secret, setSecret] = useState<Secret>(NO_SECRET);
  const [tried, setTried] = useState(false);
  const save = useDo('access.save');
  const leaked = useLeakText(save.failure, 'access.leaks');
  const job = useJob();
  const [saved, setSaved] = useState<Answer<'access.save'> | null>(null);
  const done = useRef<HTMLDivElement>(null);
  const parts = useAsk('access.parts', { dossier: id });
  const asked = ({ left, names }: Typed): Asked => ({
    dossier: id,
    kind,
    form,
    language,
    leaveOut: [...left],
    hide: namesIn(names),
  });
  const shown = useAsk('access.preview', asked(settled), { keepPrevious: true });
  const [drawn, setDrawn] = useState<{ form: Form; answer: Answer<'access.preview'> } | null>(null);
  const fresh = shown.data && !shown.isPlaceholderData ? shown.data : null;
  useEffect(() => {
    if (fresh) setDrawn({ form, answer: fresh });
  }, [fresh, form]);
  const settle = () => {
    setSaved(null);
    save.reset();
  };
  const isZip = form === 'zip';
  const run = async () => {
    if (save.busy || shown.isError) return;
    setTried(true);
    if (isZip && isLocked && !isGoodSecret(secret)) return announce(t('handover.passwordFirst'));
    setSaved(null);
    const answer = await save.run({
      ...asked(typed),
      ...(isZip && isLocked ? { password: secret.made ?? secret.first } : {}),
      job: job.begin(),
    });
    job.end();
    if (!answer.ok) return;
    setTried(false);
    setSaved(answer.value);
    if (answer.value.saved) letGo();
    else announce(t('handover.notSaved'));
  };
  useEffect(() => {
    if (saved?.saved) done.current?.focus();
  }, [saved]);
  useShortcuts({ handoverSave: () => void run() });
  const phase = (at: string | undefined): string => {
    if (at === 'handover.packing') return t('handover.packing');
    return at === 'handover.checking' ? t('handover.checking') : t('access.saving');
  };

  return (
    <div className={classes.screen} data-access={kind}>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title}>{t(kind === 'access' ? 'access.open' : 'access.openPortability')}</h1>
          <p className={classes.quiet}>{t('access.of', { name, interpolation: { escapeValue: false } })}</p>
        </div>
        <Link to="/dossier/$id/$tab" params={{ id, tab: 'privacy' }} className={classes.back}>
          <Icon of={IconArrowLeft} size={16} />
          {t('access.back')}
        </Link>
      </header>
      <div className={classes.choices}>
        <Choice
          look="cards"
          legend={t('access.kind')}
          value={kind}
          onChange={(next) => void navigate({ to: '/access/$id/$kind', params: { id, kind: next }, replace: true })}
          options={ACCESS_KINDS.map((each) => ({
            value: each,
            label: t(`access.${each}`),
            text: t(`access.${each}Text`),
          }))}
        />
        <div className={classes.how}>
          <Choice
            look="row"
            legend={t('access.form')}
            value={form}
            onChange={(next) => {
              setForm(next);
              settle();
            }}
            options={ACCESS_FORMS_OF[kind].map((each) => ({ value: each, label: t(`access.${each}`) }))}
          />
          <Choice
            look="row"
            legend={t('handover.language')}
            value={language}
            onChange={(next) => {
              setLanguage(next);
              settle();
            }}
            options={LANGUAGES.map((each) => ({ value: each, label: t(`handover.${each}`) }))}
          />
          {isZip && (
            <Choice
              look="row"
              legend={t('access.locked')}
              value={isLocked ? 'yes' : 'no'}
              onChange={(next) => setLocked(next === 'yes')}
              options={[
                { value: 'yes', label: t('access.withPassword') },
                { value: 'no', label: t('access.withoutPassword') },
              ]}
            />
          )}
          <Button
            className={classes.save}
            leftSection={<Icon of={IconFileExport} />}
            rightSection={<KeyHint of="handoverSave" />}
            aria-keyshortcuts={ariaKeys('handoverSave')}
            busy={save.busy}
            onClick={() => void run()}
          >
            {t('handover.save')}
          </Button>
        </div>
        {isZip && isLocked && (
          <div className={classes.zip}>
            <ZipPassword secret={secret} onSecret={setSecret} tried={tried} />
          </div>
        )}
        {isZip && !isLocked && <p className={classes.quiet}>{t('access.withoutText')}</p>}
        {isZip && drawn && (
          <p className={classes.quiet}>
            {t('access.along', { count: drawn.answer.documents.along })}{' '}
            {drawn.answer.documents.notHere > 0 && t('access.notHere', { count: drawn.answer.documents.notHere })}
          </p>
        )}
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
        {leaked}
      </ErrorNote>
      {saved?.saved === false && <p className={classes.quiet}>{t('handover.notSaved')}</p>}
      {saved?.saved && (
        <div className={classes.saved} role="status" tabIndex={-1} ref={done} data-quiet-focus data-saved>
          <Icon of={IconCircleCheck} size={20} />
          <div className={classes.savedWords}>
            <p>
              <b>{t('access.saved', { name: saved.fileName, interpolation: { escapeValue: false } })}</b>
              {' · '}
              {sizeText(saved.bytes, i18n.language)}
              {' · '}
              <span className={classes.hash} title={t('handover.hashWhat', { hash: saved.sha256 })}>
                {t('handover.hash', { hash: saved.sha256.slice(0, 12) })}
              </span>
            </p>
            <p>{t('access.savedText')}</p>
          </div>
        </div>
      )}

      {shown.isError && <ErrorNote failure={shown.error.failure} retry={() => void shown.refetch()} />}
      {!drawn && !shown.isError && <Progress phase={t('handover.making')} done={0} total={0} />}
      {drawn && !shown.isError && (
        <div className={classes.columns} data-wide-aside>
          <Preview
            body={drawn.answer.body}
            fileName={drawn.answer.fileName}
            isPage={isPage(drawn.form)}
            text={t(PREVIEW[drawn.form])}
            stale={!fresh || settled !== typed}
          />
          <LeaveOut
            parts={parts.data?.parts ?? []}
            left={typed.left}
            onLeft={(left) => {
              setTyped({ ...typed, left });
              settle();
            }}
            names={typed.names}
            onNames={(names) => {
              setTyped({ ...typed, names });
              settle();
            }}
            result={fresh?.leftOut ?? drawn.answer.leftOut}
          />
        </div>
      )}
    </div>
  );
}
