import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { ecrireMemoire, lireMemoire } from '../stockage/memoire.ts';
import { fr } from './fr.ts';

export const LANGUES = ['fr', 'en'] as const;
export type Langue = (typeof LANGUES)[number];

const CLE = 'caisse.langue';

// English is fetched only by those who choose it.
async function charger(langue: Langue) {
  if (langue === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.ts')).en);
  }
}

function annoncer(langue: Langue) {
  document.documentElement.lang = langue;
}

/** Starts in the language last chosen in this browser, else in French. */
export async function demarrerLangue() {
  await i18next.use(initReactI18next).init({
    lng: 'fr',
    fallbackLng: 'fr',
    resources: { fr: { translation: fr } },
    interpolation: { escapeValue: false },
  });
  if (lireMemoire<Langue>(CLE) === 'en') await changerLangue('en');
}

export async function changerLangue(langue: Langue) {
  await charger(langue);
  await i18next.changeLanguage(langue);
  annoncer(langue);
  ecrireMemoire(CLE, langue);
}
