/**
 * The organisation's own Word files for letters, a card among the outlines: choose or drop one, see which fields were found in it and what does not go
 * along, and keep it. Kept ones are called otherwise, get a newer version, are saved as a file to change them in Word, and are removed.
 */
import { useId, useRef, useState } from 'react';
import { Menu, TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBuilding,
  IconCheck,
  IconDeviceFloppy,
  IconDots,
  IconFileTypeDocx,
  IconPencil,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { letterFieldNames } from '../../../core/letters/letter-fields.ts';
import { LARGEST_TEMPLATE } from '../../../core/letters/word-templates.ts';
import { RECIPIENTS } from '../../../core/register/register.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { useAsk } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { useSaveCopy } from '../../components/documents/useSaveCopy.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useFilesDropped } from '../../components/useFilesDropped.ts';
import { useOwn } from '../../components/useOwn.ts';
import { useWords } from '../../components/useWords.ts';
import { useRefusalText } from './useRefusalText.ts';
import classes from './letters.module.css';

type Offered = NonNullable<Answer<'wordTemplates.choose'>>;
type Kept = Answer<'wordTemplates.list'>[number];

export function WordTemplates() {
  const { t } = useTranslation();
  const api = useApi();
  const say = useToast();
  const undoOf = useUndoOf();
  const list = useAsk('wordTemplates.list', null);
  const { dossier } = useOwn();
  const { saveCopy, copying } = useSaveCopy();
  const failureText = useFailureText();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  /** What is looked at now, and the one whose place it is to take. */
  const [offered, setOffered] = useState<{ file: Offered; replaces: Kept | null } | null>(null);
  const [failed, setFailed] = useState<{ name: string; failure: Failure } | null>(null);

  const looked = async (
    name: string,
    replaces: Kept | null,
    ask: () => Promise<{ ok: true; value: Offered | null } | { ok: false; error: Failure }>,
  ) => {
    if (busy) return;
    setBusy(true);
    setFailed(null);
    const answer = await ask();
    setBusy(false);
    if (!answer.ok) {
      setOffered(null);
      setFailed({ name, failure: answer.error });
    } else if (answer.value !== null) setOffered({ file: answer.value, replaces });
  };
  const choose = (replaces: Kept | null) => looked('', replaces, () => api.ask('wordTemplates.choose', null));
  const { over, place } = useFilesDropped(([file]) => {
    if (!file) return;
    void looked(file.name, null, async () => {
      if (file.size > LARGEST_TEMPLATE)
        return { ok: false, error: { type: 'TemplateRefused', why: 'tooLarge', detail: null } };
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return await api.ask('wordTemplates.offer', { name: file.name.slice(-255), bytes });
      } catch {
        // A folder, or a file that went away since it was dropped.
        return { ok: false, error: { type: 'NotReadable' } };
      }
    });
  });
  const letGo = () => {
    if (offered) void api.ask('wordTemplates.discard', { token: offered.file.token });
    setOffered(null);
  };
  const keep = async (name: string) => {
    if (!offered || busy) return;
    setBusy(true);
    const { file, replaces } = offered;
    const answer = await api.ask('wordTemplates.keep', { token: file.token, name, replaces: replaces?.row ?? null });
    setBusy(false);
    if (!answer.ok) return setFailed({ name, failure: answer.error });
    setOffered(null);
    setFailed(null);
    const { group } = answer.value;
    say({
      message: t(replaces ? 'letters.word.replaced' : 'letters.word.kept', {
        name: replaces?.name ?? name,
        interpolation: { escapeValue: false },
      }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  const rename = async (row: string, name: string) => {
    if (dossier === null) return;
    const answer = await api.ask('dossier.edit', {
      dossier,
      concept: 'document',
      row,
      fields: { name: `${name}.docx` },
    });
    if (!answer.ok) say({ message: failureText(answer.error), tone: 'red' });
  };
  const remove = async ({ row, name }: Kept) => {
    if (dossier === null) return;
    const answer = await api.ask('dossier.removeRow', { dossier, concept: 'document', row });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t('dossier.removed', { what: name, interpolation: { escapeValue: false } }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };

  return (
    <div className={classes.templates} data-over={over || undefined} data-word-templates {...place}>
      <Card title={t('letters.word.title')}>
        <p className={classes.quiet}>{t('letters.word.what')}</p>
        <HowTo />
        {list.isError && <ErrorNote failure={list.error.failure} retry={() => void list.refetch()} />}
        {list.data && list.data.length > 0 && (
          <ul className={classes.kept}>
            {list.data.map((kept) =>
              kept.office ? (
                <OfficeTemplate key={kept.row} kept={kept} />
              ) : (
                <OneTemplate
                  key={kept.row}
                  kept={kept}
                  onRename={(name) => rename(kept.row, name)}
                  onReplace={() => void choose(kept)}
                  onSave={() => saveCopy({ id: kept.row })}
                  onRemove={() => void remove(kept)}
                />
              ),
            )}
          </ul>
        )}
        {copying}
        {failed && (
          <ErrorNote>
            {failed.name === '' ? null : <b>{failed.name}: </b>}
            {refusalText(failed.failure)}
          </ErrorNote>
        )}
        {offered && (
          <Looked
            key={offered.file.token}
            file={offered.file}
            replaces={offered.replaces?.name ?? null}
            busy={busy}
            onKeep={(name) => void keep(name)}
            onLetGo={letGo}
          />
        )}
        <div className={classes.save}>
          <Button
            variant={offered ? 'default' : 'filled'}
            leftSection={<Icon of={IconFileTypeDocx} />}
            busy={busy}
            onClick={() => void choose(null)}
          >
            {t('letters.word.choose')}
          </Button>
          <span className={classes.quiet}>{t(over ? 'letters.word.dropNow' : 'letters.word.drop')}</span>
        </div>
      </Card>
    </div>
  );
}

/** What somebody types in Word, and all of what can stand there. */
function HowTo() {
  const { t } = useTranslation();
  const { language } = useWords();
  return (
    <details>
      <summary>{t('letters.word.how')}</summary>
      <ol className={classes.steps}>
        <li>{t('letters.word.how1')}</li>
        <li>
          {t('letters.word.how2')} <code className={classes.field}>{`{{${t('letters.word.example')}}}`}</code>
        </li>
        <li>{t('letters.word.how3')}</li>
      </ol>
      <p className={classes.quiet}>{t('letters.word.all')}</p>
      <ul className={classes.fields} tabIndex={0} aria-label={t('letters.word.all')}>
        {letterFieldNames(language).map((name) => (
          <li key={name}>
            <code className={classes.field}>{`{{${name}}}`}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What was found in a file that is not kept yet. */
function Looked({
  file,
  replaces,
  busy,
  onKeep,
  onLetGo,
}: {
  file: Offered;
  /** What the one is called whose place it takes. */
  replaces: string | null;
  busy: boolean;
  onKeep: (name: string) => void;
  onLetGo: () => void;
}) {
  const { t, i18n } = useTranslation();
  const titleId = useId();
  const [name, setName] = useState(replaces ?? file.name);
  const known = file.fields.filter(({ isKnown }) => isKnown);
  const unknown = file.fields.filter(({ isKnown }) => !isKnown);
  const withheld = RECIPIENTS.flatMap((recipient) => {
    const fields = known.filter(({ withheldFrom }) => withheldFrom.includes(recipient)).map((each) => each.name);
    return fields.length > 0 ? [{ recipient, fields }] : [];
  });
  const called = name.trim();
  return (
    <section className={classes.looked} aria-labelledby={titleId} data-looked>
      <h3 id={titleId} tabIndex={-1} ref={focused} data-quiet-focus>
        {t(replaces === null ? 'letters.word.found' : 'letters.word.foundInstead', {
          name: replaces ?? file.name,
          interpolation: { escapeValue: false },
        })}
      </h3>
      {known.length === 0 && unknown.length === 0 && <p>{t('letters.word.noFields')}</p>}
      {known.length > 0 && (
        <div>
          <p>{t('letters.word.known', { count: known.length })}</p>
          <ul className={classes.found}>
            {known.map((each) => (
              <li key={each.name}>
                <Tag kind="green" icon={IconCheck}>
                  {each.name}
                </Tag>
              </li>
            ))}
          </ul>
        </div>
      )}
      {unknown.length > 0 && (
        <div className={classes.missing}>
          <p>
            <b>{t('letters.word.unknown', { count: unknown.length })}</b>
          </p>
          <ul className={classes.failed}>
            {unknown.map((each) => (
              <li key={each.name}>
                <code className={classes.field}>{each.name}</code>
                {/[{}]/.test(each.name)
                  ? `: ${t('letters.word.unfinished')}`
                  : each.near !== null &&
                    `: ${t('letters.word.near', { name: each.near, interpolation: { escapeValue: false } })}`}
              </li>
            ))}
          </ul>
          <p>{t('letters.word.mend')}</p>
        </div>
      )}
      {withheld.map(({ recipient, fields }) => (
        <p key={recipient} className={classes.line}>
          <Icon of={IconAlertTriangle} size={16} />
          <span>
            {t(`letters.word.withheldFrom.${recipient}`, {
              fields: fields.join(', '),
              interpolation: { escapeValue: false },
            })}
          </span>
        </p>
      ))}
      {file.cleaned.length > 0 && (
        <p>
          {t('letters.word.cleaned', {
            what: new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
              file.cleaned.map((each) => t(`letters.word.clean.${each}`)),
            ),
            interpolation: { escapeValue: false },
          })}
        </p>
      )}
      {unknown.length === 0 && replaces === null && (
        <TextInput
          label={t('letters.word.name')}
          value={name}
          maxLength={150}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && called !== '' && !busy && onKeep(called)}
        />
      )}
      <div className={classes.save}>
        {unknown.length === 0 && (
          <Button busy={busy} disabled={called === ''} onClick={() => onKeep(called)}>
            {t(replaces === null ? 'letters.word.keep' : 'letters.word.keepInstead')}
          </Button>
        )}
        <Button variant="default" onClick={onLetGo}>
          {t(unknown.length === 0 ? 'letters.word.dontKeep' : 'common.close')}
        </Button>
      </div>
    </section>
  );
}
/** Whoever chose a file goes on with what was found in it. */
const focused = (element: HTMLElement | null): void => element?.focus();

/** Of the office: it is changed there, and where it is not right there it is said what to ask for. */
function OfficeTemplate({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const unknown = useLook(kept).data?.fields.filter(({ isKnown }) => !isKnown) ?? [];
  return (
    <li className={classes.one} data-office>
      <div className={classes.oneWords}>
        <b>{kept.name || t('common.noName')}</b>
        <TemplateState kept={kept} />
        {unknown.length > 0 && (
          <span className={classes.quiet}>
            {t('letters.word.officeUnknown', {
              count: unknown.length,
              fields: unknown.map(({ name }) => name).join(', '),
              interpolation: { escapeValue: false },
            })}
          </span>
        )}
      </div>
      <Tag icon={IconBuilding}>{t('letters.word.office')}</Tag>
    </li>
  );
}

const useLook = ({ row, state }: Kept) => useAsk('wordTemplates.look', { row }, { enabled: state === 'here' });

/** What stands in it, or why it can not be used yet. */
function TemplateState({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const look = useLook(kept);
  const refusalText = useRefusalText();
  return (
    <span className={classes.quiet}>
      {kept.state !== 'here'
        ? t(`letters.word.state.${kept.office ? 'officeAway' : kept.state}`)
        : look.isError
          ? refusalText(look.error.failure)
          : look.data
            ? t('letters.word.fields', { count: look.data.fields.length })
            : ' '}
    </span>
  );
}

function OneTemplate({
  kept,
  onRename,
  onReplace,
  onSave,
  onRemove,
}: {
  kept: Kept;
  onRename: (name: string) => Promise<void>;
  onReplace: () => void;
  onSave: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const isHere = kept.state === 'here';
  const [name, setName] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const done = async () => {
    const called = name?.trim() ?? '';
    if (called !== '' && called !== kept.name) await onRename(called);
    setName(null);
  };
  const actions = t('letters.word.actions', { name: kept.name, interpolation: { escapeValue: false } });
  return (
    <li className={classes.one}>
      <div className={classes.oneWords}>
        {name === null ? (
          <b>{kept.name || t('common.noName')}</b>
        ) : (
          <TextInput
            aria-label={t('letters.word.name')}
            value={name}
            maxLength={150}
            autoFocus
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={() => void done()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                // Otherwise this same press would go on to the button that has the focus now, and open its menu.
                event.preventDefault();
                button.current?.focus();
              }
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setName(null);
            }}
          />
        )}
        <TemplateState kept={kept} />
      </div>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button ref={button} variant="subtle" size="compact-sm" px={8} aria-label={actions} title={actions}>
            <Icon of={IconDots} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon of={IconPencil} size={16} />} onClick={() => setName(kept.name)}>
            {t('letters.word.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={IconReplace} size={16} />} onClick={onReplace}>
            {t('letters.word.replace')}
          </Menu.Item>
          {isHere && (
            <Menu.Item leftSection={<Icon of={IconDeviceFloppy} size={16} />} onClick={onSave}>
              {t('letters.word.copy')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon of={IconTrash} size={16} />} onClick={onRemove}>
            {t('common.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
