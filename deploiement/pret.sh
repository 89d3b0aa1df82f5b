#!/bin/bash
# Is the service of this container ready? Asks /pret without starting a Node process every few seconds.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${PORT:-4001}"
printf 'GET /pret HTTP/1.0\r\n\r\n' >&3
read -r _ code _ <&3
[ "$code" = 200 ]
