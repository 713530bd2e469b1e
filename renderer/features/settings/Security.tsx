/** The keys of the caseload and the log of who did what. */
import { useRef, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk, useAskPages, useDo } from '../../api/useAsk.ts';
import { Button, Switch } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import type { settings } from '../../locales/nl/settings.ts';
import { NewPassphrase, PassphraseField } from '../../components/Passphrase.tsx';
import { adviceOn } from '../../components/passphrase-advice.ts';
import { RecoveryCode } from '../../components/RecoveryCode.tsx';
import { documentOf, handedOver, templateOf } from './handed-over.ts';
import classes from './settings.module.css';

export function Security() {
  const { t } = useTranslation();
  const vault = useAsk('vault.state', null);
  if (vault.data?.type !== 'open') return null;
  return (
    <>
      {vault.data.demo ? (
        <Card>
          <p className={classes.text}>{t('settings.demoNoKeys')}</p>
        </Card>
      ) : (
        <>
          <ChangePassphrase has={vault.data.hasPassphrase} />
          <UseKeychain uses={vault.data.usesKeychain} available={vault.data.keychainAvailable} />
          <RenewRecovery confirmed={vault.data.recoveryConfirmed} />
        </>
      )}
      <Log />
    </>
  );
}

function ChangePassphrase({ has }: { has: boolean }) {
  const { t } = useTranslation();
  const say = useToast();
  const change = useDo('vault.changePassphrase');
  const [changing, setChanging] = useState(false);
  const [current, setCurrent] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusOn = (field: 'current' | 'passphrase' | 'again') =>
    form.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
  const isWrong = change.failure?.type === 'WrongPassphrase';
  const close = () => {
    setChanging(false);
    setCurrent('');
    setFirst('');
    setSecond('');
    setTried(false);
    change.reset();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (has && !current) return focusOn('current');
    if (!adviceOn(first).enough) return focusOn('passphrase');
    if (first !== second) return focusOn('again');
    const answer = await change.run({ current: has ? current : null, next: first });
    if (!answer.ok) {
      if (answer.error.type === 'WrongPassphrase') focusOn('current');
      return;
    }
    close();
    say({ message: t('settings.passphraseSaved') });
  };
  return (
    <Card title={t('settings.passphrase')}>
      <p className={classes.text}>{has ? t('settings.passphraseSet') : t('settings.passphraseNotSet')}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setChanging(true)}>
          {has ? t('settings.passphraseChange') : t('settings.passphraseMake')}
        </Button>
      </div>
      <Dialog
        opened={changing}
        onClose={close}
        title={has ? t('settings.passphraseChange') : t('settings.passphraseMake')}
      >
        <form ref={form} onSubmit={(event) => void submit(event)} className={classes.form} noValidate>
          {has && (
            <PassphraseField
              label={t('settings.passphraseCurrent')}
              name="current"
              value={current}
              onChange={(text) => {
                setCurrent(text);
                if (isWrong) change.reset();
              }}
              autoFocus
              error={
                isWrong
                  ? t('settings.passphraseCurrentWrong')
                  : tried && !current
                    ? t('settings.passphraseCurrentMissing')
                    : undefined
              }
            />
          )}
          <NewPassphrase
            first={first}
            second={second}
            onFirst={setFirst}
            onSecond={setSecond}
            tried={tried}
            autoFocus={!has}
            of={has ? 'vaultAnew' : 'vault'}
          />
          {!isWrong && <ErrorNote failure={change.failure} />}
          <div className={classes.dialogButtons}>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" busy={change.busy}>
              {t('settings.passphraseSave')}
            </Button>
          </div>
        </form>
      </Dialog>
    </Card>
  );
}

function UseKeychain({ uses, available }: { uses: boolean; available: boolean }) {
  const { t } = useTranslation();
  const info = useAsk('app.info', null);
  const use = useDo('vault.useKeychain');
  const sync = useAsk('sync.state', null);
  const isRefused = sync.data?.type === 'connected' && sync.data.wants.passphraseRequired === true;
  const vault = useAsk('vault.state', null);
  return (
    <Card title={t('settings.keychain')}>
      <p className={classes.text}>
        {uses && !available
          ? t('settings.keychainLost', { keychain: info.data?.keychainName ?? '' })
          : t('settings.keychainText', { keychain: info.data?.keychainName ?? '' })}
      </p>
      <Switch
        label={t('settings.keychainUse')}
        checked={uses}
        busy={use.busy}
        disabled={isRefused && !uses}
        description={isRefused ? t('settings.passphraseOffice') : undefined}
        onChange={(event) => void use.run({ use: event.currentTarget.checked }).then(() => vault.refetch())}
      />
      <ErrorNote failure={use.failure} />
      {uses && !available && (
        <div className={classes.buttons}>
          <Button
            variant="default"
            busy={use.busy}
            onClick={() => void use.run({ use: true }).then(() => vault.refetch())}
          >
            {t('settings.keychainPutBack')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function RenewRecovery({ confirmed }: { confirmed: boolean }) {
  const { t } = useTranslation();
  const say = useToast();
  const renew = useDo('vault.renewRecovery');
  const own = useAsk('organisation.open', null);
  const [code, setCode] = useState<string | null>(null);
  const name = (row: Record<string, unknown> | null | undefined) => (typeof row?.name === 'string' ? row.name : '');
  return (
    <Card title={t('settings.recovery')} tone={confirmed ? 'plain' : 'amber'}>
      <p className={classes.text}>{confirmed ? t('settings.recoveryText') : t('settings.recoveryNotConfirmed')}</p>
      <ErrorNote failure={renew.failure} />
      <div className={classes.buttons}>
        <Button
          variant="default"
          busy={renew.busy}
          onClick={() => void renew.run(null).then((answer) => answer.ok && setCode(answer.value.recoveryCode))}
        >
          {t('settings.recoveryMake')}
        </Button>
      </div>
      <Dialog opened={code !== null} onClose={() => setCode(null)} title={t('settings.recovery')} size="lg">
        {code && (
          <RecoveryCode
            code={code}
            adviserName={name(own.data?.adviser)}
            organisationName={name(own.data?.organisation)}
            onDone={() => {
              setCode(null);
              say({ message: t('settings.recoveryKept') });
            }}
            onLater={() => setCode(null)}
          />
        )}
      </Dialog>
    </Card>
  );
}

/** Groups of lines that are shown at first. */
const SHOWN = 12;

/** What was done to somebody in particular, and never only how often. */
const TO_SOMEBODY = ['read', 'document.opened', 'document.copied'];

/** What went out of the laptop: each is a line, with who got it. */
const WENT_OUT = ['handover', 'letter'];

/** The same deed of the same person within a minute is one line with a count: taking in 500 files fills no ten screens. */
function together(entries: Answer<'audit.list'>['entries']) {
  const groups: { entry: (typeof entries)[number]; times: number; isOfOne: boolean }[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (
      last?.entry.action === entry.action &&
      !WENT_OUT.includes(entry.action) &&
      (!TO_SOMEBODY.includes(entry.action) || last.entry.dossier === entry.dossier) &&
      documentOf(last.entry.detail) === documentOf(entry.detail) &&
      last.entry.actor === entry.actor &&
      last.entry.at - entry.at < 60_000
    ) {
      last.times += 1;
      last.isOfOne &&= last.entry.dossier === entry.dossier;
    } else groups.push({ entry, times: 1, isOfOne: true });
  }
  return groups;
}

/** To whom, in which form, and by what the file can be recognised afterwards. */
function HandedOver({ detail }: { detail: string }) {
  const { t } = useTranslation();
  const said = handedOver(detail);
  const template = templateOf(detail);
  const templates = useAsk('wordTemplates.list', null, { enabled: template !== null });
  if (!said) return null;
  const on = templates.data?.find(({ row }) => row === template);
  const { recipient, recipientName, format, sha256 } = said;
  return (
    <div className={classes.handedOver}>
      <p>
        {t('settings.logTo', {
          who: [t(`handover.${recipient}`), recipientName].filter(Boolean).join(', '),
          format: t(`handover.${format}`),
          interpolation: { escapeValue: false },
        })}
      </p>
      {on && <p>{t('settings.logTemplate', { name: on.name, interpolation: { escapeValue: false } })}</p>}
      <details>
        <summary>{t('handover.hash', { hash: sha256.slice(0, 12) })}</summary>
        <p>{t('settings.logHash')}</p>
        <code>{sha256}</code>
      </details>
    </div>
  );
}

/** What it is called stands in the dossier alone. */
function WhichDocument({ entry: { dossier, detail } }: { entry: Answer<'audit.list'>['entries'][number] }) {
  const { t } = useTranslation();
  const row = documentOf(detail);
  if (row === null || dossier === null) return null;
  return (
    <>
      {' · '}
      <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'documents' }} search={{ row }}>
        {t('settings.logWhichDocument')}
      </Link>
    </>
  );
}

function Log() {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  const [pages, setPages] = useState(1);
  const { entries, total, more, failure } = useAskPages('audit.list', {}, pages);
  const groups = together(entries);
  const actionText = (action: string) => {
    const key = action.replaceAll('.', '_');
    return i18n.exists(`settings.action.${key}`)
      ? t(`settings.action.${key as keyof typeof settings.action}`)
      : t('settings.action.other');
  };
  return (
    <Card title={t('settings.log')}>
      <p className={classes.text}>{t('settings.logText')}</p>
      {failure && <ErrorNote failure={failure} />}
      {total !== null && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.logWhen')}</th>
              <th scope="col">{t('settings.logWhat')}</th>
              <th scope="col">{t('settings.logWho')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, all ? undefined : SHOWN).map(({ entry, times, isOfOne }) => (
              <tr key={entry.number}>
                <td>
                  <MomentText at={entry.at} />
                </td>
                <td>
                  {entry.action === 'unlock.failed' ? (
                    <Tag kind="amber">{actionText(entry.action)}</Tag>
                  ) : (
                    actionText(entry.action)
                  )}
                  {times > 1 && ` (${t('settings.logTimes', { count: times })})`}
                  {isOfOne && entry.name && entry.dossier && (
                    <>
                      {' · '}
                      <Link to="/dossier/$id/$tab" params={{ id: entry.dossier, tab: 'overview' }}>
                        {entry.name}
                      </Link>
                    </>
                  )}
                  <WhichDocument entry={entry} />
                  {WENT_OUT.includes(entry.action) && <HandedOver detail={entry.detail} />}
                </td>
                <td>{entry.actor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {((groups.length > SHOWN && !all) || more) && (
        <div className={classes.buttons}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              // First the rest of what is there already, then older and older.
              if (all) setPages(pages + 1);
              setAll(true);
            }}
          >
            {t('settings.logMore')}
          </Button>
        </div>
      )}
    </Card>
  );
}
