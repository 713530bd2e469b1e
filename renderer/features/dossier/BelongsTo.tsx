/** What a document belongs to: a diploma to its education, a letter to its application. Chosen from the dossier, by typing or from the list. */
import { useMemo } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { shownText } from '../../components/field-text.ts';
import { useWords } from '../../components/useWords.ts';
import { belongings, type Belonging } from './document-rows.ts';
import { useDossier, useEditing } from './DossierContext.tsx';

export function useBelongings(): readonly Belonging[] {
  const dossier = useDossier();
  const words = useWords();
  return useMemo(
    () => belongings(dossier, (concept, field, value) => shownText(concept, field, value, words.language)),
    [dossier, words],
  );
}

export function BelongsTo({ row, choices }: { row: Row<'document'>; choices: readonly Belonging[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const editing = useEditing();
  const label = words.field('document', 'about');
  const groups = Map.groupBy(choices, ({ concept }) => concept);
  const isGone = row.about !== null && !choices.some(({ reference }) => reference === row.about);
  return (
    <Select
      size="sm"
      label={label}
      placeholder={t('documents.belongsToNothing')}
      data={[
        ...[...groups].map(([concept, items]) => ({
          group: words.concept(concept, items.length > 1 ? 'many' : 'one'),
          items: items.map(({ reference, title }) => ({ value: reference, label: title || words.concept(concept) })),
        })),
        // Removed, or not here yet: what stands is shown as that, and can be taken away.
        ...(isGone && row.about !== null ? [{ value: row.about, label: t('documents.belongsToGone') }] : []),
      ]}
      value={row.about}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('documents.belongsToNothing') }}
      nothingFoundMessage={t('dossier.noOption')}
      maxDropdownHeight={280}
      onChange={(next) => void editing.commit({ concept: 'document', row: row.id, field: 'about' }, next)}
    />
  );
}
