#!/bin/bash
# Writes a backup of the whole PostgreSQL server, while it works: bash deploiement/sauvegarder.sh FILE.tar.gz.gpg
# The six databases as they stood at one instant, as a cut of the power would leave them, and the transaction
# ids by which the sales log is read; separate dumps have neither (docs/exploitation.md). Encrypted with
# secrets/backup_password: without that file nobody reads it again.
set -euo pipefail
fichier=${1:?usage: sauvegarder.sh FILE.tar.gz.gpg}
umask 077
. "$(dirname "$0")/chiffrement.sh"
docker compose exec -T -u postgres postgres \
  pg_basebackup --username=postgres --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast \
  | gzip | chiffrer > "$fichier.partiel"
# What cannot be read again is no backup.
dechiffrer "$fichier.partiel" | gzip -t
mv "$fichier.partiel" "$fichier"
ls -l "$fichier"
