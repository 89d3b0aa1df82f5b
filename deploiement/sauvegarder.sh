#!/bin/bash
# Writes a backup of the whole PostgreSQL server, while it works: bash deploiement/sauvegarder.sh FILE.tar.gz
# The six databases as they stood at one instant, as a cut of the power would leave them, and the transaction
# ids by which the sales log is read; separate dumps have neither (docs/exploitation.md).
set -euo pipefail
fichier=${1:?usage: sauvegarder.sh FILE.tar.gz}
umask 077
docker compose exec -T -u postgres postgres \
  pg_basebackup --username=postgres --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast \
  | gzip > "$fichier.partiel"
mv "$fichier.partiel" "$fichier"
ls -l "$fichier"
