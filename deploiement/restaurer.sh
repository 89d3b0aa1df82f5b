#!/bin/bash
# Puts a backup in the place of the databases: bash deploiement/restaurer.sh FILE.tar.gz.gpg --ecraser
# What was sold after the backup is lost. Everything stops, Redis included, whose rows would be newer than the
# databases. FILE is read to its end first: one that is cut short, changed, or of other secrets changes nothing here.
set -euo pipefail
fichier=${1:?usage: restaurer.sh FILE.tar.gz.gpg --ecraser}
[ "${2:-}" = --ecraser ] || { echo 'restaurer: --ecraser says that the present databases may go' >&2; exit 1; }
. "$(dirname "$0")/chiffrement.sh"
case $fichier in
  *.gpg) lire() { dechiffrer "$fichier"; } ;;
  # Of a version that did not encrypt.
  *) lire() { cat "$fichier"; } ;;
esac
lire | gzip -t
volume=$(docker compose config --format json | sed -n 's/.*"name": *"\([^"]*_postgres\)".*/\1/p' | head -n 1)
docker compose down
docker volume rm "$volume"
lire | docker compose run --rm -T --no-deps --user postgres --entrypoint bash postgres \
  -c 'mkdir -p -m 700 "$PGDATA" && tar -xzf - -C "$PGDATA"'
docker compose up -d --wait
docker compose run --rm --no-deps verification node dist/verifier.js
