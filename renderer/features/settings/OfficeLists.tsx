/** Files of the office that may be lists: one key instead of downloading and choosing. Those that are on this laptop only. */
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import lists from './Lists.module.css';

type Chosen = Answer<'packs.choose'>[number];

export function OfficeLists({ used, onUse }: { used: readonly Chosen[]; onUse: (file: Chosen) => void }) {
  const { t } = useTranslation();
  const rows = useAsk('referenceFiles.list', null);
  const files = useAsk('documents.list', { dossier: 'organisation' });
  const opening = useDo('packs.fromOffice');
  const here = new Set((files.data ?? []).filter((file) => file.isHere && !file.damaged).map(({ row }) => row));
  const offered = (rows.data ?? []).filter(
    ({ id, name }) =>
      here.has(id) && /\.(zip|csv|txt|xlsx)$/i.test(name ?? '') && !used.some((each) => each.name === name),
  );
  if (offered.length === 0) return null;
  const use = async (row: string) => {
    const answer = await opening.run({ row });
    if (answer.ok) onUse(answer.value);
  };
  return (
    <section className={lists.office}>
      <h3>{t('packs.fromOffice')}</h3>
      <ul className={lists.list}>
        {offered.map(({ id, name }) => (
          <li key={id}>
            <span className={lists.file}>{name}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              busy={opening.busy}
              aria-label={t('packs.useFileNamed', { name: name ?? '' })}
              onClick={() => void use(id)}
            >
              {t('packs.useFile')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNote failure={opening.failure} />
    </section>
  );
}
