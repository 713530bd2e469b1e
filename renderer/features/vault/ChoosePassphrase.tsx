/**
 * After coming in by the recovery code: a new passphrase, so that the code is not needed a second time. And where the organisation wants
 * one and there is none: then it is this or locked.
 */
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StepTitle } from '../../components/StepTitle.tsx';
import { adviceOn } from '../../components/passphrase-advice.ts';
import { NewPassphrase } from '../../components/Passphrase.tsx';
import { Threshold } from './Threshold.tsx';
import classes from './vault.module.css';

export function ChoosePassphrase({ isRequired = false, onDone }: { isRequired?: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const change = useDo('vault.changePassphrase');
  const lock = useDo('vault.lock');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!adviceOn(first).enough || first !== second) return;
    const answer = await change.run({ current: null, next: first });
    if (answer.ok) onDone();
  };
  return (
    <Threshold>
      <StepTitle title={t('vault.newPassphraseTitle')}>
        {t(isRequired ? 'vault.passphraseDueText' : 'vault.newPassphraseText')}
      </StepTitle>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <NewPassphrase first={first} second={second} onFirst={setFirst} onSecond={setSecond} tried={tried} autoFocus />
        <ErrorNote failure={change.failure} />
        <div className={classes.buttons}>
          <Button
            variant="default"
            size="md"
            onClick={isRequired ? () => void lock.run({ why: 'asked' }) : onDone}
            busy={change.busy}
          >
            {t(isRequired ? 'vault.leaseLock' : 'vault.notNow')}
          </Button>
          <Button type="submit" size="md" className={classes.grow} busy={change.busy}>
            {t('vault.newPassphraseSave')}
          </Button>
        </div>
      </form>
    </Threshold>
  );
}
