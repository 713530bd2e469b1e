/** The documents that belong to a row, as one quiet line below it; and, where files are gathered, the way to add one. */
import { IconEyeOff, IconPaperclip, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierConcept } from '../../../core/domain/concepts.ts';
import { referenceTo } from '../../../core/guidance/plan.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { documentsOf } from './document-rows.ts';
import { useDocuments } from './DossierDocuments.tsx';
import classes from './documents.module.css';

export function Attached({
  concept,
  row,
  canAdd = false,
}: {
  concept: DossierConcept;
  row: string;
  /** Files can be chosen here, and dropped. */
  canAdd?: boolean;
}) {
  const { t } = useTranslation();
  const { versions, adding, open } = useDocuments();
  const here = documentsOf(versions, concept, row);
  if (here.length === 0 && !canAdd) return null;
  const about = referenceTo(concept, row);
  return (
    <div
      className={classes.attached}
      data-attached={about}
      {...(canAdd
        ? {
            onDragOver: (event) => event.dataTransfer.types.includes('Files') && event.preventDefault(),
            onDrop: (event) => {
              if (event.dataTransfer.files.length === 0) return;
              event.preventDefault();
              event.stopPropagation();
              adding.take([...event.dataTransfer.files], { about });
            },
          }
        : {})}
    >
      <Icon of={IconPaperclip} size={16} />
      {here.length > 0 && (
        <ul aria-label={t('documents.belongingHere')}>
          {here.map((each) => (
            <li key={each.id}>
              <button type="button" onClick={() => open(each)}>
                {each.name ?? t('dossier.tab.documents')}
              </button>
              {each.confidential === 'yes' && (
                <span className={classes.violet} title={t('documents.confidential')}>
                  <Icon of={IconEyeOff} size={14} />
                  <span className="screen-only-reader">{t('documents.confidential')}</span>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {canAdd && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon of={IconPlus} size={16} />}
          onClick={() => void adding.choose({ about })}
        >
          {t('documents.addHere')}
        </Button>
      )}
    </div>
  );
}
