/**
 * The recovery code, shown once: big and in groups, on a sheet to print, and typed back from the paper. What is typed is
 * compared by the desktop; the code itself is hidden as soon as typing begins, so that paper is what is copied.
 */
import { useState, type FormEvent } from 'react';
import { TextInput } from '@mantine/core';
import { IconEye, IconEyeOff, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../api/useAsk.ts';
import { Button } from './Button.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { Icon } from './Icon.tsx';
import { StepTitle } from './StepTitle.tsx';
import classes from './RecoveryCode.module.css';

/** Letters and digits only: dashes, spaces and capitals do not matter when a code is typed back. */
const plain = (code: string) => code.replace(/[^A-Za-z0-9]/g, '');

export function RecoveryCode({
  code,
  adviserName,
  organisationName,
  onDone,
  onLater,
}: {
  code: string;
  adviserName: string;
  organisationName: string;
  onDone: () => void;
  onLater: () => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [hidden, setHidden] = useState(false);
  const [wrong, setWrong] = useState(false);
  const confirm = useDo('vault.confirmRecovery');
  const groups = code.split('-');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(false);
    const answer = await confirm.run({ code: typed });
    if (answer.ok && answer.value.confirmed) onDone();
    else setWrong(true);
  };
  return (
    <div>
      <div data-no-print>
        <StepTitle title={t('vault.recoveryTitle')}>{t('vault.recoveryText')}</StepTitle>
        <div className={classes.form}>
          <div>
            <p className="screen-only-reader" id="recovery-name">
              {t('vault.recoveryCode')}
            </p>
            <p
              className={classes.code}
              aria-labelledby="recovery-name"
              role="group"
              data-hidden={hidden || undefined}
              data-testid="recovery-code"
              aria-hidden={hidden || undefined}
            >
              {groups.map((group, index) => (
                <span key={index}>
                  {group}
                  {index < groups.length - 1 && <span className="screen-only-reader">-</span>}
                </span>
              ))}
            </p>
            <div className={classes.buttons} style={{ marginTop: 12 }}>
              <Button variant="default" leftSection={<Icon of={IconPrinter} />} onClick={() => window.print()}>
                {t('vault.print')}
              </Button>
              <Button
                variant="default"
                leftSection={<Icon of={hidden ? IconEye : IconEyeOff} />}
                onClick={() => setHidden(!hidden)}
              >
                {hidden ? t('vault.showCode') : t('vault.hideCode')}
              </Button>
            </div>
          </div>
          <form onSubmit={(event) => void submit(event)} className={classes.fields} noValidate>
            <TextInput
              size="md"
              label={t('vault.typeBack')}
              description={t('vault.typeBackText')}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              autoCapitalize="characters"
              styles={{ input: { fontFamily: 'ui-monospace, monospace', letterSpacing: '0.06em' } }}
              error={wrong ? (typeof confirm.failure?.type === 'string' ? undefined : t('vault.codeWrong')) : undefined}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setWrong(false);
                if (event.currentTarget.value) setHidden(true);
              }}
            />
            {typed && (
              <p className={classes.advice}>
                {t('vault.codeTyped', { typed: plain(typed).length, total: plain(code).length })}
              </p>
            )}
            <ErrorNote failure={confirm.failure} />
            <div className={classes.buttons}>
              <Button variant="default" size="md" onClick={onLater}>
                {t('vault.later')}
              </Button>
              <Button type="submit" size="md" className={classes.grow} busy={confirm.busy} disabled={!typed.trim()}>
                {t('vault.check')}
              </Button>
            </div>
          </form>
        </div>
      </div>
      <div className={classes.print} data-print-sheet aria-hidden>
        <h1>{t('vault.sheetTitle')}</h1>
        <p>{t('vault.sheetText')}</p>
        <div className={classes.code}>
          {groups.map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </div>
        <p>{t('vault.sheetFor', { name: adviserName, organisation: organisationName })}</p>
      </div>
    </div>
  );
}
