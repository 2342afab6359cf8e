#!/bin/sh
# Redis reads its certificate when it starts, and again when it is told to. cert-manager replaces the files when it renews
# the certificate; this script then tells Redis. start.sh begins it, and it ends with the process of Redis, its parent.
set -eu
known=
while sleep "${CERTIFICATE_CHECK_S:-30}" && kill -0 "$PPID" 2>/dev/null; do
  now=$(cat /run/tls/tls.crt /run/tls/tls.key | cksum)
  [ "$now" != "$known" ] || continue
  REDISCLI_AUTH=$(cat "${PASSWORD_FILE:-/run/scrutin/password}")
  export REDISCLI_AUTH
  # REDIS_CLI holds several options, so it is not quoted. If Redis is still starting, the next round tries again.
  answer=$(redis-cli $REDIS_CLI config set tls-cert-file /run/tls/tls.crt tls-key-file /run/tls/tls.key \
    tls-ca-cert-file /run/tls/ca.crt 2>&1) || true
  if [ "$answer" = OK ]; then known=$now; else echo "The certificate was not read again: $answer"; fi
done
