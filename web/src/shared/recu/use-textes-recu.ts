import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formats } from '../format/use-format.ts';

/** A receipt is in French whatever the language on screen: the law of Québec wants it so. */
export function useTextesRecu() {
  const { i18n } = useTranslation();
  return useMemo(() => ({ t: i18n.getFixedT('fr'), ...formats('fr') }), [i18n]);
}
