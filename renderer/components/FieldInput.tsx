/**
 * One answer of a concept, typed as text and checked by the concept's own schema while it is typed. What is typed is put
 * in the form in which it is kept (IBAN in groups, postcode as 1234 AB) when the field is left.
 */
import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldKind } from '../../core/domain/field.ts';

export type Reason =
  | 'email'
  | 'phone'
  | 'url'
  | 'postcode'
  | 'date'
  | 'iban'
  | 'kvk'
  | 'vat'
  | 'image'
  | 'oneLine'
  | 'controlCharacters'
  | 'tooLong'
  | 'other';

const REASONS: readonly string[] = [
  'email',
  'phone',
  'url',
  'postcode',
  'date',
  'iban',
  'kvk',
  'vat',
  'image',
  'oneLine',
  'controlCharacters',
] satisfies Reason[];

/** Why this text can not be kept in this field, or nothing. An empty field is never wrong. */
export function reasonAgainst(concept: ConceptName, field: string, text: string): Reason | null {
  const found = conceptOf(concept).fields[field];
  if (!found) throw new Error(`no field ${concept}.${field}`);
  const value = keptAs(found.kind, text);
  if (value === null) return null;
  const checked = found.schema.safeParse(value);
  if (checked.success) return null;
  const issue = checked.error.issues[0];
  if (issue?.code === 'too_big') return 'tooLong';
  return REASONS.includes(issue?.message ?? '') ? (issue?.message as Reason) : 'other';
}

/** The text as it is kept: trimmed, and in the usual writing of its kind. */
export function keptAs(kind: FieldKind, text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  switch (kind) {
    case 'iban':
      return (
        trimmed
          .replace(/\s/g, '')
          .toUpperCase()
          .match(/.{1,4}/g)
          ?.join(' ') ?? trimmed
      );
    case 'kvk':
      return trimmed.replace(/[\s.]/g, '');
    case 'vat':
      return trimmed.replace(/[\s.-]/g, '').toUpperCase();
    case 'postcode': {
      const dutch = /^(\d{4})\s*([A-Za-z]{2})$/.exec(trimmed);
      return dutch ? `${dutch[1]} ${dutch[2]?.toUpperCase()}` : trimmed;
    }
    case 'email':
      return trimmed.replace(/\s/g, '');
    default:
      return trimmed;
  }
}

const INPUT_TYPE: Partial<Record<FieldKind, string>> = { email: 'email', phone: 'tel' };

export function FieldInput({
  concept,
  field,
  label,
  value,
  onChange,
  onLeave,
  error,
  ...rest
}: {
  concept: ConceptName;
  field: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** The field was left, with the text as it is kept; only when it is right. */
  onLeave?: (kept: string | null) => void;
  error?: string | null | undefined;
} & Omit<TextInputProps, 'onChange' | 'value' | 'error' | 'label'>) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  const reason = reasonAgainst(concept, field, value);
  const kind = conceptOf(concept).fields[field]?.kind ?? 'text';
  // Not while the first letters are typed: half an IBAN is not wrong yet.
  const shown = error ?? (reason && left ? t(`common.reasons.${reason}`) : null);
  return (
    <TextInput
      {...rest}
      label={label}
      value={value}
      autoComplete="off"
      spellCheck={false}
      inputMode={kind === 'kvk' ? 'numeric' : kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'}
      type={INPUT_TYPE[kind] === 'tel' ? 'tel' : 'text'}
      error={shown}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => {
        setLeft(true);
        if (reason) return;
        const kept = keptAs(kind, value);
        if ((kept ?? '') !== value) onChange(kept ?? '');
        onLeave?.(kept);
      }}
    />
  );
}
