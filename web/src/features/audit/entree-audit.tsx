import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './audit.module.css';
import { lireChangements } from './changement.ts';
import { useLecture } from './use-lecture.ts';

const ENTREE = graphql(/* GraphQL */ `
  fragment EntreeAudit on EntreeAudit {
    id
    instant
    action
    employeId
    role
    magasinId
    requestId
    cible
    avant
    apres
    empreinte
  }
`);

type Props = {
  entree: FragmentType<typeof ENTREE>;
  noms: ReadonlyMap<string, string>;
  magasins: ReadonlyMap<string, string>;
};

/** How much of a digest is enough to compare two by eye. */
const EMPREINTE_COURTE = 12;

/** `PRIX_MODIFIE` is read « Prix modifie » until somebody translates it. */
const enPhrase = (action: string) => {
  const mots = action.toLowerCase().replaceAll('_', ' ');
  return mots.charAt(0).toUpperCase() + mots.slice(1);
};

export function EntreeAudit({ entree, noms, magasins }: Props) {
  const { t, i18n } = useTranslation();
  const { dateHeure } = useFormat();
  const lue = lireFragment(ENTREE, entree);
  const changements = lireChangements(lue.avant, lue.apres, useLecture(magasins));
  // Services may write actions that this version of the screens does not know yet.
  const action = i18n.exists(`audit.action.${lue.action}`)
    ? t(`audit.action.${lue.action as 'CONNEXION'}`)
    : enPhrase(lue.action);
  const qui = lue.employeId
    ? (noms.get(lue.employeId) ?? t('audit.employe', { id: lue.employeId }))
    : t('audit.anonyme');
  // An employee is better known by name than by number.
  const cible = noms.get(/^employe (\d+)$/.exec(lue.cible)?.[1] ?? '') ?? lue.cible;
  const lieu = lue.magasinId ? magasins.get(lue.magasinId) : null;
  const role =
    lue.role && i18n.exists(`role.${lue.role}`) ? t(`role.${lue.role as 'ADMIN'}`) : null;
  return (
    <tr className={styles.entree}>
      <th scope="row">
        {action}
        <span className={tableau.note}>{cible}</span>
      </th>
      <td>
        {qui}
        <span className={tableau.note}>{[role, lieu].filter(Boolean).join(' · ')}</span>
      </td>
      <td>
        {dateHeure(lue.instant)}
        <span className={`${tableau.note} ${styles.empreinte}`} title={lue.empreinte}>
          {lue.empreinte.slice(0, EMPREINTE_COURTE)}…
        </span>
      </td>
      <td>
        <dl className={styles.changements}>
          {changements.map(({ champ, avant, apres }) => (
            <div key={champ}>
              {champ !== '' && <dt>{champ}</dt>}
              <dd>
                {avant !== null && <del>{avant}</del>}
                {avant !== null && apres !== null && <span aria-hidden> → </span>}
                {apres !== null && <ins>{apres}</ins>}
              </dd>
            </div>
          ))}
          {lue.requestId && (
            <div>
              <dt>{t('audit.demande')}</dt>
              <dd className={styles.demande}>{lue.requestId}</dd>
            </div>
          )}
        </dl>
      </td>
    </tr>
  );
}
