/** The sentence that belongs to a failure, in the language of the window. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/bridge.ts';
import type { errors } from '../locales/nl/errors.ts';

export function useFailureText(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (failure) => {
      const key = `errors.${failure.type}`;
      // A newer desktop may know failures that this window does not.
      return i18n.exists(key) ? t(key as `errors.${keyof typeof errors}`) : t('errors.other');
    },
    [t, i18n],
  );
}
