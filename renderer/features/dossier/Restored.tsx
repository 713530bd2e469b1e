/** What was being typed before a lock or a kill is back: says so, names the fields, and offers both ways on. */
import { IconPencilExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { staysWhenTurned } from '../../../core/register/turned.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useWords } from '../../components/useWords.ts';
import { useEditing } from './DossierContext.tsx';
import { parseTyped } from '../../components/field-text.ts';
import classes from './Restored.module.css';

export function Restored() {
  const { t } = useTranslation();
  const words = useWords();
  const editing = useEditing();
  const { turned } = useTurned();
  const places = editing.restored().filter(({ concept, field }) => !turned || staysWhenTurned(concept, field));
  if (places.length === 0) return null;
  const right = places.filter((place) => parseTyped(place.concept, place.field, editing.draftOf(place) ?? '').ok);
  const names = [
    ...new Set(places.map((place) => `${words.concept(place.concept)}: ${words.field(place.concept, place.field)}`)),
  ];
  return (
    <section className={classes.note} role="status" data-restored>
      <Icon of={IconPencilExclamation} />
      <div className={classes.words}>
        <p className={classes.title}>{t('dossier.restored', { count: places.length })}</p>
        <p>{names.join(' · ')}</p>
      </div>
      {right.length > 0 && (
        <Button
          size="xs"
          onClick={() => {
            for (const place of right) editing.commitTyped(place);
          }}
        >
          {t('dossier.saveNow')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          for (const place of places) editing.forget(place);
        }}
      >
        {t('dossier.letGo')}
      </Button>
    </section>
  );
}
