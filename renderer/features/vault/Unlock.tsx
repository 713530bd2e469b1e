/**
 * Unlocking: by the keychain with one key, by the passphrase, or by the recovery code. After wrong keys it counts down in
 * words. Each standing of the keychain says what it is and what to do.
 */
import { useEffect, useState, type FormEvent } from 'react';
import { TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../api/bridge.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PassphraseField } from '../../components/Passphrase.tsx';
import { Threshold } from './Threshold.tsx';
import type { LockedState } from './types.ts';
import classes from './vault.module.css';

type Way = 'keychain' | 'passphrase' | 'recovery';

/** @param onRecovered opened by the recovery code: a new passphrase should be chosen */
export function Unlock({ state, onRecovered }: { state: LockedState; onRecovered: (recovered: boolean) => void }) {
  return state.demo ? <UnlockDemo /> : <UnlockOwn state={state} onRecovered={onRecovered} />;
}

/** The practice caseload is nobody's: it opens without a key. */
function UnlockDemo() {
  const { t, i18n } = useTranslation();
  const open = useDo('vault.createDemo');
  const leave = useDo('vault.leaveDemo');
  return (
    <Threshold>
      <span className={classes.lockMark} aria-hidden>
        <Icon of={IconLock} size={32} />
      </span>
      <h1 className={classes.title}>{t('vault.unlockDemo')}</h1>
      <p className={classes.text}>{t('vault.unlockText')}</p>
      <div className={classes.form}>
        <ErrorNote failure={open.failure ?? leave.failure} />
        <div className={classes.buttons}>
          <Button
            size="md"
            autoFocus
            busy={open.busy}
            onClick={() => void open.run({ language: i18n.language === 'en' ? 'en' : 'nl' })}
          >
            {open.busy ? t('vault.unlocking') : t('vault.continueDemo')}
          </Button>
          <Button size="md" variant="default" busy={leave.busy} onClick={() => void leave.run(null)}>
            {t('vault.leaveDemo')}
          </Button>
        </div>
      </div>
    </Threshold>
  );
}

function UnlockOwn({ state, onRecovered }: { state: LockedState; onRecovered: (recovered: boolean) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const info = useAsk('app.info', null);
  const unlock = useDo('vault.unlock');
  const wait = useWait(state.waitMs, unlock.failure);
  const usesKeychain = state.keychain !== 'notUsed';
  const ways: Way[] = [
    ...(usesKeychain ? (['keychain'] as const) : []),
    ...(state.hasPassphrase ? (['passphrase'] as const) : []),
    'recovery',
  ];
  const first: Way =
    state.keychain === 'ready' ? 'keychain' : state.hasPassphrase ? 'passphrase' : (ways[0] ?? 'recovery');
  const [chosen, setChosen] = useState<Way | null>(null);
  const way = chosen ?? first;
  const [secret, setSecret] = useState('');
  const keychain = info.data?.keychainName ?? '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wait > 0 || unlock.busy) return;
    // Before the answer: the state changes by an event that may come first.
    onRecovered(way === 'recovery');
    const answer = await unlock.run(
      way === 'keychain'
        ? { by: 'keychain' }
        : way === 'passphrase'
          ? { by: 'passphrase', passphrase: secret }
          : { by: 'recovery', code: secret },
    );
    // A code of 33 characters with one wrong is mended where it stands.
    if (answer.ok || answer.error.type !== 'RecoveryCodeMistyped') setSecret('');
    if (!answer.ok) onRecovered(false);
    void cache.invalidateQueries({ queryKey: ['vault.state'] });
  };

  return (
    <Threshold>
      <span className={classes.lockMark} aria-hidden>
        <Icon of={IconLock} size={32} />
      </span>
      <h1 className={classes.title}>{t('vault.unlockTitle')}</h1>
      <p className={classes.text}>{t('vault.unlockText')}</p>
      <form key={way} className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {usesKeychain && (way === 'keychain' || state.keychain !== 'ready') && (
          <p className={state.keychain === 'ready' ? classes.advice : classes.wait}>
            {t(`vault.keychain.${state.keychain}`, { keychain })}
          </p>
        )}
        {way === 'passphrase' && (
          <PassphraseField label={t('vault.passphrase')} value={secret} onChange={setSecret} autoFocus />
        )}
        {way === 'recovery' && (
          <TextInput
            size="md"
            label={t('vault.recoveryCode')}
            description={t('vault.recoveryCodeTip')}
            value={secret}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontFamily: 'ui-monospace, monospace', letterSpacing: '0.06em' } }}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        )}
        {unlock.failure && unlock.failure.type !== 'TooSoon' && <ErrorNote failure={unlock.failure} />}
        {wait > 0 && <WaitWords ms={wait} />}
        <div className={classes.buttons}>
          <Button
            type="submit"
            size="md"
            autoFocus={way === 'keychain'}
            busy={unlock.busy}
            disabled={wait > 0 || (way !== 'keychain' && !secret)}
          >
            {unlock.busy ? t('vault.unlocking') : t('vault.unlock')}
          </Button>
        </div>
      </form>
      {ways.length > 1 && (
        <div className={classes.others}>
          <span>{t('vault.otherWays')}</span>
          {ways
            .filter((each) => each !== way)
            .map((each) => (
              <Button
                key={each}
                variant="subtle"
                size="compact-md"
                // The answer to one key is no answer to another.
                busy={unlock.busy}
                onClick={() => {
                  unlock.reset();
                  setSecret('');
                  setChosen(each);
                }}
              >
                {each === 'keychain'
                  ? t('vault.byKeychain')
                  : each === 'passphrase'
                    ? t('vault.byPassphrase')
                    : t('vault.byRecovery')}
              </Button>
            ))}
        </div>
      )}
    </Threshold>
  );
}

/**
 * Milliseconds still to wait, counted down each quarter of a second. By a stopwatch: a clock that is put back would make of a minute a year.
 */
function useWait(fromState: number, failure: Failure | null): number {
  const asked = typeof failure?.waitMs === 'number' ? failure.waitMs : null;
  const [until, setUntil] = useState(() => performance.now() + fromState);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => setUntil(performance.now() + fromState), [fromState]);
  useEffect(() => {
    if (asked !== null) setUntil(performance.now() + asked);
    // Each refusal begins its own wait, also when it is as long as the last.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [failure, asked]);
  useEffect(() => {
    setNow(performance.now());
    if (until <= performance.now()) return;
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, until - now);
}

function WaitWords({ ms }: { ms: number }) {
  const { t } = useTranslation();
  const seconds = Math.ceil(ms / 1000);
  const words =
    seconds > 90 ? t('vault.waitMinutes', { count: Math.ceil(seconds / 60) }) : t('vault.wait', { count: seconds });
  // A timer is not read out with every second; the reader hears it once and can ask again.
  return (
    <p className={classes.wait} role="timer">
      {words}
    </p>
  );
}
