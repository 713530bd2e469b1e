/** Why a Word file can not be a template, with what to do about it; for every other failure its own sentence. */
import { useCallback } from 'react';
import { z } from 'zod';
import { useTranslation } from 'react-i18next';
import { TEMPLATE_REFUSALS } from '../../../core/letters/word-templates.ts';
import type { Failure } from '../../api/bridge.ts';
import { useFailureText } from '../../components/useFailureText.ts';

const refusal = z.looseObject({
  type: z.literal('TemplateRefused'),
  why: z.enum(TEMPLATE_REFUSALS),
  detail: z.string().max(40).nullable(),
});

export function useRefusalText(): (failure: Failure) => string {
  const { t } = useTranslation();
  const failureText = useFailureText();
  return useCallback(
    (failure) => {
      const parsed = refusal.safeParse(failure);
      if (!parsed.success) return failureText(failure);
      const { why, detail } = parsed.data;
      if (why === 'wordFields' && detail === 'MERGEFIELD') return t('letters.word.refused.mergeField');
      return t(`letters.word.refused.${why}`, { detail: detail ?? '' });
    },
    [t, failureText],
  );
}
