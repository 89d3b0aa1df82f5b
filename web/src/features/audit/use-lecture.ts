import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import type { Lecture } from './changement.ts';

/** Fields whose values are codes, and where their names stand. */
const CODES: ReadonlyMap<string, readonly string[]> = new Map([
  ['role', ['role']],
  // Of a sale, or of a refund.
  ['statut', ['statutVente', 'statutRemboursement']],
  ['mode', ['mode']],
]);
const LIEUX = new Set(['magasin', 'sourceId', 'destinationId']);

/**
 * How people read what an audit entry holds. Services may write fields and codes that this version of the screens
 * does not know yet: they are shown as they are.
 *
 * @param magasins names of the places, by number
 */
export function useLecture(magasins: ReadonlyMap<string, string>): Lecture {
  const { t, i18n } = useTranslation();
  const { dateHeure, argent } = useFormat();
  return {
    ...{ argent, dateHeure, oui: t('commun.oui'), non: t('commun.non') },
    champ: (nom) => (i18n.exists(`audit.champ.${nom}`) ? t(`audit.champ.${nom as 'nom'}`) : nom),
    code(champ, valeur) {
      if (LIEUX.has(champ)) return magasins.get(String(valeur)) ?? null;
      const cle = CODES.get(champ)
        ?.map((groupe) => `${groupe}.${valeur}`)
        .find((une) => i18n.exists(une));
      return cle === undefined ? null : t(cle as 'role.ADMIN');
    },
  };
}
