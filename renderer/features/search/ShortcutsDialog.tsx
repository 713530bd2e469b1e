/** All keys (?), by where they are heard. It shows the list that the handlers ask, so what stands here works. */
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACES, SHORTCUT_NAMES, SHORTCUTS, shownParts, type ShortcutName } from '../../../core/shortcuts/shortcuts.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { KeyCap } from '../../components/KeyHint.tsx';
import { useLanguage } from '../../app/useLanguage.ts';
import classes from './search.module.css';

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('shortcuts.title')} size="xl">
      <p className={classes.placesText}>{t('shortcuts.text')}</p>
      <div className={classes.places}>
        {PLACES.map((place) => (
          <section key={place} className={classes.place} aria-label={t(`shortcuts.place.${place}`)}>
            <h3 className={classes.placeName}>{t(`shortcuts.place.${place}`)}</h3>
            <table className={classes.keysTable}>
              <tbody>
                {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].place === place).map((name) => (
                  <tr key={name}>
                    <th scope="row">{t(`shortcuts.does.${name}`)}</th>
                    <td>
                      <Keys of={name} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** More than this many are a row of keys: the first and the last say it. */
const MOST_WRITTEN = 2;

function Keys({ of }: { of: ShortcutName }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { keys } = SHORTCUTS[of];
  const isRange = keys.length > MOST_WRITTEN;
  const shown = isRange ? [keys[0], keys.at(-1) ?? keys[0]] : keys;
  return (
    <span className={classes.keys}>
      {shown.map((each, index) => (
        <Fragment key={each}>
          {index > 0 && <span className={classes.or}>{t(isRange ? 'shortcuts.until' : 'shortcuts.or')}</span>}
          {shownParts(each, language).map((part) => (
            <KeyCap key={part}>{part}</KeyCap>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
