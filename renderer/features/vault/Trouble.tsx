/** Something with the files is not as it should be: which, what it means, and the ways out. Nothing is ever erased. */
import { useState } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../api/useAsk.ts';
import { Button, PlainButton } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Threshold } from './Threshold.tsx';
import type { TroubleState } from './types.ts';
import classes from './vault.module.css';

export function Trouble({ state }: { state: TroubleState }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const wayOut = useDo('vault.wayOut');
  const [notDone, setNotDone] = useState(false);
  const [sure, setSure] = useState<'setAside' | 'startEmptyDatabase' | null>(null);
  const take = async (way: TroubleState['waysOut'][number]) => {
    setNotDone(false);
    const answer = await wayOut.run({ way });
    if (answer.ok && !answer.value.done) setNotDone(true);
    void cache.invalidateQueries({ queryKey: ['vault.state'] });
  };
  return (
    <Threshold>
      <span className={classes.lockMark} data-tone="amber" aria-hidden>
        <Icon of={IconAlertTriangle} size={32} />
      </span>
      <h1 className={classes.title}>{t(`vault.trouble.${state.trouble}`)}</h1>
      <p className={classes.text}>{t(`vault.troubleText.${state.trouble}`)}</p>
      <div className={classes.form}>
        <div className={classes.choices}>
          {state.waysOut.map((way, index) => (
            <PlainButton
              key={way}
              className={classes.choice}
              data-primary={index === 0 || undefined}
              autoFocus={index === 0}
              busy={wayOut.busy}
              onClick={() => (way === 'setAside' || way === 'startEmptyDatabase' ? setSure(way) : void take(way))}
            >
              <span>
                <span className={classes.choiceTitle}>{t(`vault.wayOut.${way}`)}</span>
                <span className={classes.choiceText}>{t(`vault.wayOutText.${way}`)}</span>
              </span>
            </PlainButton>
          ))}
        </div>
        <ErrorNote failure={wayOut.failure} />
        <p className={classes.advice} role="status">
          {notDone && t('vault.wayOutNotDone')}
        </p>
        <p className={classes.advice}>{t('vault.nothingDeleted')}</p>
      </div>
      <Dialog
        opened={sure !== null}
        onClose={() => setSure(null)}
        title={sure && t(`vault.wayOut.${sure}`)}
        footer={
          <>
            <Button variant="default" onClick={() => setSure(null)} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button
              onClick={() => {
                const way = sure;
                setSure(null);
                if (way) void take(way);
              }}
            >
              {sure && t(`vault.wayOut.${sure}`)}
            </Button>
          </>
        }
      >
        {sure && t(`vault.wayOutText.${sure}`)}
      </Dialog>
    </Threshold>
  );
}
