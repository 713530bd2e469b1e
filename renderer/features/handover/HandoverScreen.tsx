/**
 * Handing over a dossier: for whom decides what is in it. The preview is exactly what is handed over, and beside it stands
 * what was left out and what this kind of file can not say.
 */
import { useEffect, useId, useState, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconFileExport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { displayName } from '../../../core/domain/name.ts';
import { RECIPIENTS, type Recipient } from '../../../core/register/register.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { LeftOut } from './LeftOut.tsx';
import { PaperPreview } from './PaperPreview.tsx';
import classes from './HandoverScreen.module.css';

type Wanted = Ask<'handover.preview'>;
const FORMATS = ['pdf', 'jsonResume', 'vum'] as const;
const LANGUAGES = ['nl', 'en'] as const;
/** A name that is being typed does not make a page with every letter. */
const PAUSE_MS = 350;

export function HandoverScreen({ id }: { id: string }) {
  const { t } = useTranslation();
  const say = useToast();
  const [recipient, setRecipient] = useState<Recipient>('candidate');
  const [recipientName, setRecipientName] = useState('');
  const [format, setFormat] = useState<Wanted['format']>('pdf');
  const [language, setLanguage] = useState<Wanted['language']>(useLanguage());
  const [saved, setSaved] = useState<Answer<'handover.save'> | null>(null);
  const named = useSettled(recipientName.trim(), PAUSE_MS);
  const dossier = useAsk('dossier.open', { dossier: id });
  const wanted = (name: string): Wanted => ({ dossier: id, recipient, recipientName: name || null, format, language });
  const preview = useAsk('handover.preview', wanted(named), { keepPrevious: true });
  const { run, busy, failure } = useDo('handover.save');
  useEffect(() => setSaved(null), [recipient, format, language]);

  const name = dossier.data ? displayName(dossier.data.candidate as never) || t('common.noName') : '';
  const save = async () => {
    const answer = await run(wanted(recipientName.trim()));
    // Not saved: the adviser closed the dialog, and knows it.
    if (!answer.ok || !answer.value.saved) return;
    setSaved(answer.value);
    say({ message: t('handover.saved', { file: answer.value.fileName }) });
  };

  return (
    <div className={classes.screen}>
      <Link to="/dossier/$id/$tab" params={{ id, tab: 'overview' }} className={classes.back}>
        <Icon of={IconArrowLeft} size={16} /> {t('handover.toDossier')}
      </Link>
      <PageHeader
        title={t('handover.title', { name })}
        actions={
          <Button
            leftSection={<Icon of={IconFileExport} />}
            loading={busy}
            disabled={!preview.data || preview.isPlaceholderData}
            onClick={() => void save()}
          >
            {busy ? t('handover.saving') : t('handover.save')}
          </Button>
        }
      >
        {t('handover.what')}
      </PageHeader>
      {failure && <ErrorNote failure={failure} />}
      <div className={classes.panes}>
        <form className={classes.choices} onSubmit={(event) => event.preventDefault()}>
          <Card>
            <Choices legend={t('handover.forWhom')}>
              {RECIPIENTS.map((each) => (
                <Choice
                  key={each}
                  name="recipient"
                  checked={recipient === each}
                  onChoose={() => setRecipient(each)}
                  title={t(`handover.recipient.${each}`)}
                >
                  {t(`handover.recipientWhat.${each}`)}
                </Choice>
              ))}
            </Choices>
            <TextInput
              className={classes.gap}
              label={t('handover.recipientName')}
              description={t('handover.recipientNameWhat')}
              value={recipientName}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setRecipientName(event.currentTarget.value)}
            />
          </Card>
          <Card>
            <Choices legend={t('handover.format')}>
              {FORMATS.map((each) => (
                <Choice
                  key={each}
                  name="format"
                  checked={format === each}
                  onChoose={() => setFormat(each)}
                  title={t(`handover.formats.${each}`)}
                >
                  {t(`handover.formatWhat.${each}`)}
                </Choice>
              ))}
            </Choices>
            {format === 'pdf' && (
              <Choices legend={t('handover.language')} gap>
                {LANGUAGES.map((each) => (
                  <Choice
                    key={each}
                    name="language"
                    checked={language === each}
                    onChoose={() => setLanguage(each)}
                    title={t(`handover.languages.${each}`)}
                  />
                ))}
              </Choices>
            )}
          </Card>
        </form>

        <div className={classes.preview} data-old={preview.isPlaceholderData || undefined}>
          {preview.isError && <ErrorNote failure={preview.error.failure} retry={() => void preview.refetch()} />}
          {preview.data && format === 'pdf' && preview.data.fileName.endsWith('.pdf') && (
            <PaperPreview body={preview.data.body} title={t('handover.preview', { file: preview.data.fileName })} />
          )}
          {preview.data && !preview.data.fileName.endsWith('.pdf') && (
            <pre
              className={classes.data}
              tabIndex={0}
              aria-label={t('handover.preview', { file: preview.data.fileName })}
            >
              {preview.data.body}
            </pre>
          )}
          {!preview.data && !preview.isError && <p className={classes.making}>{t('handover.making')}</p>}
        </div>

        <div className={classes.side}>
          {saved && (
            <Card title={t('handover.savedTitle')}>
              <div role="status">
                <p>{t('handover.savedWhat', { file: saved.fileName })}</p>
                <p className={classes.fingerprint}>
                  {t('handover.fingerprint')}: <code>{saved.sha256.slice(0, 16)}…</code>
                </p>
                <Link to="/settings/$section" params={{ section: 'security' }}>
                  {t('handover.toLog')}
                </Link>
              </div>
            </Card>
          )}
          {preview.data && <LeftOut leftOut={preview.data.leftOut} unsaid={preview.data.unsaid} />}
        </div>
      </div>
    </div>
  );
}

function Choices({ legend, gap, children }: { legend: string; gap?: boolean; children: ReactNode }) {
  return (
    <fieldset className={classes.fieldset} data-gap={gap || undefined}>
      <legend className={classes.legend}>{legend}</legend>
      {children}
    </fieldset>
  );
}

function Choice({
  name,
  checked,
  onChoose,
  title,
  children,
}: {
  name: string;
  checked: boolean;
  onChoose: () => void;
  title: string;
  children?: ReactNode;
}) {
  const described = useId();
  return (
    <label className={classes.choice} data-checked={checked || undefined}>
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        aria-describedby={children ? described : undefined}
        aria-label={title}
      />
      <span>
        <span className={classes.choiceTitle}>{title}</span>
        {children && (
          <span className={classes.choiceWhat} id={described}>
            {children}
          </span>
        )}
      </span>
    </label>
  );
}

/** A value once it has rested. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
