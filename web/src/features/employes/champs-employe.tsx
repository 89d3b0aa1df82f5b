import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import { Champ } from '../../shared/ui/champ.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { avecRole, estDUnMagasin, ROLES, type Fiche } from './fiche.ts';

export type Magasins = readonly { id: string; nom: string }[];

type Props = {
  fiche: Fiche;
  magasins: Magasins;
  champs: readonly { champ: string; message: string }[];
  remplir: (fiche: Fiche) => void;
};

/** What an administrator says of an employee, new or not. */
export function ChampsEmploye({ fiche, magasins, champs, remplir }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Champ
        libelle={t('employes.nom')}
        maxLength={80}
        data-premier
        value={fiche.nom}
        erreur={messageDuChamp(champs, 'nom')}
        onChange={({ target }) => remplir({ ...fiche, nom: target.value })}
      />
      <Choix
        libelle={t('employes.role')}
        value={fiche.role}
        onChange={({ target }) => {
          const role = ROLES.find((candidat) => candidat === target.value);
          if (role) remplir(avecRole(fiche, role, magasins[0]?.id ?? null));
        }}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
      </Choix>
      {estDUnMagasin(fiche.role) && (
        <Choix
          libelle={t('accueil.magasin')}
          value={fiche.magasinId ?? ''}
          onChange={({ target }) => remplir({ ...fiche, magasinId: target.value })}
        >
          {magasins.map(({ id, nom }) => (
            <option key={id} value={id}>
              {nom}
            </option>
          ))}
        </Choix>
      )}
    </>
  );
}
