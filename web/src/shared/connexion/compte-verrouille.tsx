import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alerte } from '../ui/alerte.tsx';

/** A locked account, and how long one must wait: the seconds pass on screen, and are read aloud once. */
export function CompteVerrouille({ reste }: { reste: number }) {
  const { t } = useTranslation();
  const [annonce] = useState(reste);
  const ecrire = (total: number) => {
    const minutes = Math.floor(total / 60);
    const secondes = String(total % 60);
    if (minutes === 0) return t('connexion.secondes', { secondes });
    return t('connexion.minutes', { minutes, secondes: secondes.padStart(2, '0') });
  };
  return (
    <Alerte>
      <span aria-hidden>{t('connexion.verrouille', { duree: ecrire(reste) })}</span>
      <span className="hors-ecran">{t('connexion.verrouille', { duree: ecrire(annonce) })}</span>
    </Alerte>
  );
}
