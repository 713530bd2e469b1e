/** A passphrase: hidden or shown, with advice in words about how strong it is, and a warning when Caps Lock is on. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { PasswordInput } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import { adviceOn, isForZip } from './passphrase-advice.ts';
import classes from './Passphrase.module.css';

export function PassphraseField({
  label,
  value,
  onChange,
  error,
  autoFocus = false,
  description,
  name,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  autoFocus?: boolean;
  description?: ReactNode;
  name?: string;
}) {
  const { t } = useTranslation();
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div>
      <PasswordInput
        label={label}
        value={value}
        name={name}
        size="md"
        description={description}
        error={error}
        aria-invalid={Boolean(error)}
        autoComplete="off"
        spellCheck={false}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        visibilityToggleButtonProps={{ 'aria-label': t('vault.show'), tabIndex: 0 }}
        visibilityToggleIcon={Eye}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={look}
        onKeyUp={look}
      />
      <p className={classes.caps} role="status">
        {capsLock && t('vault.capsLock')}
      </p>
    </div>
  );
}

/** A new passphrase, typed twice, with advice. `onChange` gives it only when it may be used. */
export function NewPassphrase({
  first,
  second,
  onFirst,
  onSecond,
  tried,
  autoFocus = false,
  of = 'vault',
}: {
  first: string;
  second: string;
  onFirst: (text: string) => void;
  onSecond: (text: string) => void;
  /** The reader pressed on: now what is missing is said as an error. */
  tried: boolean;
  autoFocus?: boolean;
  /** What it locks: the caseload itself, the caseload instead of the passphrase it has, or a zip that goes to somebody. */
  of?: 'vault' | 'vaultAnew' | 'zip';
}) {
  const { t } = useTranslation();
  const advice = adviceOn(first);
  const words =
    advice.type === 'short' ? t('vault.advice.short', { count: advice.missing }) : t(`vault.advice.${advice.type}`);
  const isZip = of === 'zip';
  const [label, labelAgain] = isZip
    ? [t('handover.password'), t('handover.passwordAgain')]
    : of === 'vaultAnew'
      ? [t('vault.newPassphrase'), t('vault.newPassphraseAgain')]
      : [t('vault.passphrase'), t('vault.passphraseAgain')];
  const wrongLetters = isZip && !isForZip(first);
  return (
    <div className={classes.fields}>
      <PassphraseField
        label={label}
        name="passphrase"
        description={isZip ? t('handover.passwordTip') : t('vault.passphraseTip')}
        value={first}
        onChange={onFirst}
        autoFocus={autoFocus}
        error={wrongLetters ? t('handover.passwordLetters') : tried && !advice.enough ? words : undefined}
      />
      <div className={classes.strength}>
        <div
          className={classes.meter}
          role="meter"
          aria-label={t('vault.strength')}
          aria-valuemin={0}
          aria-valuemax={4}
          aria-valuenow={advice.level}
          aria-valuetext={words}
          data-level={advice.level}
        >
          {[1, 2, 3, 4].map((level) => (
            <span key={level} data-on={level <= advice.level || undefined} />
          ))}
        </div>
        <p className={classes.advice} aria-live="polite">
          {words}
        </p>
      </div>
      <PassphraseField
        label={labelAgain}
        name="again"
        value={second}
        onChange={onSecond}
        error={(tried || second.length >= first.length) && second !== first ? t('vault.notTheSame') : undefined}
      />
    </div>
  );
}

const Eye = ({ reveal }: { reveal: boolean }) => <Icon of={reveal ? IconEyeOff : IconEye} />;
