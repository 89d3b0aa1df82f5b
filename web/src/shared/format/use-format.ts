import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const FUSEAU = 'America/Toronto';

/** Keeps the hour on one line: `08 h 02` is one word. */
const insecable = (texte: string) => texte.replace(/(\d) h (\d)/, '$1\u00a0h\u00a0$2');

/** The formats of a language, for what does not follow the language on screen. */
export function formats(langue: string) {
  const lieu = langue.startsWith('en') ? 'en-CA' : 'fr-CA';
  const argent = new Intl.NumberFormat(lieu, { style: 'currency', currency: 'CAD' });
  const dollars = new Intl.NumberFormat(lieu, {
    style: 'currency',
    currency: 'CAD',
    maximumFractionDigits: 0,
  });
  const nombre = new Intl.NumberFormat(lieu);
  const dateHeure = new Intl.DateTimeFormat(lieu, {
    timeZone: FUSEAU,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const heure = new Intl.DateTimeFormat(lieu, { timeZone: FUSEAU, timeStyle: 'short' });
  // A business day has no hour: it is read and written in UTC so that no zone can move it.
  const jour = new Intl.DateTimeFormat(lieu, { timeZone: 'UTC', weekday: 'short', day: 'numeric' });
  return {
    /** Cents to `12,34 $`. Dividing here is for display only. */
    argent: (cents: number) => argent.format(cents / 100),
    /** Cents to whole dollars, for the axis of a chart. */
    dollars: (cents: number) => dollars.format(cents / 100),
    nombre: (valeur: number) => nombre.format(valeur),
    dateHeure: (iso: string) => insecable(dateHeure.format(new Date(iso))),
    heure: (iso: string | Date) => insecable(heure.format(new Date(iso))),
    jour: (date: string) => jour.format(new Date(`${date}T00:00:00Z`)),
  };
}

export type Formats = ReturnType<typeof formats>;

/** Money and dates written for the language on screen, in the time zone of the stores. */
export function useFormat(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => formats(i18n.language), [i18n.language]);
}
