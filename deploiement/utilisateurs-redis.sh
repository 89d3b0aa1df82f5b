#!/bin/sh
# Prints Redis's users: sh deploiement/utilisateurs-redis.sh FOLDER
# FOLDER holds <service>_redis_password of each service that keeps rows in Redis. Of the passwords, digests alone go
# into the file. A user reaches the keys of its own service, whose prefix is the one of versionedCache({ prefix }),
# with the commands of packages/subgraph-kit/src/cache: three scripts, what they call, and the state of the server.
# Nobody can do anything without a user.
set -eu
dossier=${1:?usage: utilisateurs-redis.sh FOLDER}
utilisateur() {
  empreinte=$(tr -d '\r\n' < "$dossier/$1_redis_password" | sha256sum | cut -d ' ' -f 1)
  printf 'user %s on #%s ~%s:* resetchannels -@all +eval +evalsha +get +set +del +pttl +info\n' "$1" "$empreinte" "$2"
}
echo 'user default off'
utilisateur produit prd
utilisateur stock stk
