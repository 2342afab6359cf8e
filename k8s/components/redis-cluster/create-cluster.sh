#!/bin/sh
# Joins the six servers to a cluster. If they are one already, it changes nothing.
set -eu
REDISCLI_AUTH=$(cat "${PASSWORD_FILE:-/run/scrutin/password}")
export REDISCLI_AUTH
port=${REDIS_PORT:-6379}
nodes=
for number in 0 1 2 3 4 5; do
  until [ "$(redis-cli $REDIS_CLI -h "redis-$number-node" -p "$port" ping 2>/dev/null)" = PONG ]; do sleep 2; done
  nodes="$nodes $(getent hosts "redis-$number-node" | cut -d ' ' -f 1):$port"
done
if redis-cli $REDIS_CLI -h redis-0-node -p "$port" cluster info | grep -q '^cluster_slots_assigned:16384'; then
  echo 'The cluster exists.'
  exit 0
fi
redis-cli $REDIS_CLI --cluster create $nodes --cluster-replicas 1 --cluster-yes
