export function TableauDeBordPage() {
  return null;
}
