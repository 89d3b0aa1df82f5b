export function ApprovisionnementPage() {
  return null;
}
