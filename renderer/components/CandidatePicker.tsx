/** Whom it is about, found while typing: by any word of a dossier, as the search box does. Nobody is an answer too. */
import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../core/domain/name.ts';
import { useAsk } from '../api/useAsk.ts';

export type Picked = { readonly dossier: string; readonly name: string } | null;

const LIMIT = 8;

export function CandidatePicker({
  label,
  description,
  value,
  onChange,
  size = 'sm',
}: {
  label: string;
  description?: string;
  value: Picked;
  onChange: (next: Picked) => void;
  size?: 'xs' | 'sm';
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value?.name ?? '');
  const words = typed.trim();
  const isSearching = words !== '' && words !== value?.name;
  const found = useAsk('search.find', { words, limit: LIMIT }, { enabled: isSearching, keepPrevious: true });
  const hits = isSearching
    ? (found.data?.hits ?? []).map((hit) => ({
        value: hit.dossier,
        label: displayName(hit) || hit.externalReference || t('common.noName'),
        place: hit.place,
      }))
    : [];
  const chosen =
    value && !hits.some((hit) => hit.value === value.dossier)
      ? [{ value: value.dossier, label: value.name, place: null }]
      : [];
  return (
    <Select
      size={size}
      label={label}
      description={description}
      placeholder={t('guidance.nobody')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('guidance.withoutCandidate') }}
      data={[...chosen, ...hits]}
      // They were found by more than their names.
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const place = hits.find((hit) => hit.value === option.value)?.place;
        return place ? `${option.label}, ${place}` : option.label;
      }}
      nothingFoundMessage={isSearching && found.isFetched ? t('search.noneFound') : undefined}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value?.dossier ?? null}
      onChange={(dossier, option) => onChange(dossier === null ? null : { dossier, name: option?.label ?? '' })}
    />
  );
}
