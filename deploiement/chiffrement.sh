# Sourced by sauvegarder.sh and restaurer.sh: how a backup is encrypted, and read again. GnuPG reads and writes a stream of
# any length, and notices what was changed; the passphrase is a file of the deployment's secrets.
# shellcheck shell=bash
command -v gpg >/dev/null || { echo 'GnuPG is missing: apt-get install gnupg' >&2; exit 1; }
phrase=${SECRETS_DOSSIER:-secrets}/backup_password
[ -s "$phrase" ] || { echo "$phrase is missing: sh deploiement/secrets.sh makes it" >&2; exit 1; }
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all 2>/dev/null || true; rm -rf "$GNUPGHOME"' EXIT
gpg_muet() { gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase-file "$phrase" "$@"; }
chiffrer() {
  gpg_muet --symmetric --cipher-algo AES256 --s2k-mode 3 --s2k-digest-algo SHA512 --s2k-count 65011712 \
    --compress-algo none --output -
}
dechiffrer() { gpg_muet --decrypt --output - "$1"; }
