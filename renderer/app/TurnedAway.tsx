/** In the place of a screen that is not for whoever looks on, and the mark at the edge that says that the screen is turned. */
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTurned } from '../api/ApiProvider.tsx';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { KeyHint } from '../components/KeyHint.tsx';
import classes from './Frame.module.css';

export function TurnedAway() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { turned } = useTurned();
  const id = turned?.dossier;
  return (
    <EmptyState
      icon={IconDeviceLaptop}
      title={t('turned.away')}
      action={
        id && (
          <Button onClick={() => void navigate({ to: '/dossier/$id/$tab', params: { id, tab: 'overview' } })}>
            {t('turned.toDossier')}
          </Button>
        )
      }
    >
      {t('turned.awayWhat')}
    </EmptyState>
  );
}

export function TurnedMark() {
  const { t } = useTranslation();
  const { turned, screen } = useTurned();
  if (!turned) return null;
  return (
    <div className={classes.turned} data-turned data-no-print>
      <button type="button" className={classes.turnedWords} onClick={() => screen.turnBack()}>
        <Icon of={IconDeviceLaptop} size={16} /> {t('turned.on')} <KeyHint of="turnScreen" />
      </button>
    </div>
  );
}
