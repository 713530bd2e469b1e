/** Takes a row out, with its undo at hand. */
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierConcept } from '../../../core/domain/concepts.ts';
import { ActionIcon } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useRemoved } from './useRemoved.ts';
import classes from './RemoveButton.module.css';

/** @param name what the row is called, to whoever hears the button; the title where it has no other */
export function RemoveButton({
  concept,
  row,
  title,
  name = title,
}: {
  concept: DossierConcept;
  row: string;
  title: string;
  name?: string;
}) {
  const { t } = useTranslation();
  const removed = useRemoved();
  return (
    <ActionIcon
      variant="subtle"
      size={32}
      className={classes.remove}
      aria-label={t('dossier.removeRow', { what: name })}
      title={t('common.remove')}
      onClick={() => void removed(concept, row, title)}
    >
      <Icon of={IconTrash} />
    </ActionIcon>
  );
}
